; Docs are Markdown.
([(doc_comment) (block_doc_comment)] @injection.content
  (#set! injection.language "markdown"))
