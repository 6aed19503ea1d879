;; Uses each feature as a user of Emacs does, and writes what arrived to the file that WIT_EDITOR_RESULTS names.
(require 'json)
(require 'flymake)
(require 'xref)

(defvar wit-found nil)
(defun wit-note (name text) (push (cons name (substring-no-properties (or text ""))) wit-found))
(defun wit-wait (what)
  "Waits until WHAT returns something, at most half a minute."
  (let ((end (+ (float-time) 30)) value)
    (while (and (not (setq value (funcall what))) (< (float-time) end))
      (accept-process-output nil 0.05))
    value))
(defun wit-at (line column)
  (goto-char (point-min))
  (forward-line (1- line))
  (move-to-column column))

(find-file (getenv "WIT_EDITOR_FILE"))
;; What `eglot-ensure' does once Emacs waits for keys, which it never does here.
(apply #'eglot--connect (eglot--guess-contact))
(wit-wait (lambda () (eglot-managed-p)))

(flymake-start)
(let ((first (wit-wait (lambda () (flymake-start) (car (flymake-diagnostics))))))
  (wit-note 'diagnostics
            (and first (format "%d: %s" (line-number-at-pos (flymake-diagnostic-beg first))
                               (flymake-diagnostic-text first)))))

(wit-at 7 22)
(let (shown)
  (eglot-hover-eldoc-function (lambda (text &rest _) (setq shown text)))
  (wit-wait (lambda () shown))
  (wit-note 'hover shown))

(wit-at 8 16)
(let ((capf (eglot-completion-at-point)))
  (wit-note 'completion (mapconcat #'identity (all-completions "" (nth 2 capf)) " ")))

(wit-at 7 22)
(call-interactively #'xref-find-definitions)
(wit-note 'definition (number-to-string (line-number-at-pos)))

(wit-at 7 22)
(eglot-rename "individual")
(wit-note 'rename (buffer-string))

(eglot-format-buffer)
(wit-note 'format (buffer-string))

(write-region (json-encode wit-found) nil (getenv "WIT_EDITOR_RESULTS"))
(set-buffer-modified-p nil)
(kill-emacs 0)
