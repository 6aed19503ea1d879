;; Calls that began and that jco's bookkeeping does not know of yet: the one who called, whether the other is
;; asynchronous, the one who is called, and whether something was lent. Its bytes are in pending-calls.ts.
(module
  (import "" "enterAll" (func $enterAll))
  (import "" "exit" (func $exit))
  (import "" "release" (func $release))
  (memory (export "calls") 1)
  (global $end (export "end") (mut i32) (i32.const 0))
  (func (export "enter") (param i32 i32 i32)
    (if (i32.ge_u (global.get $end) (i32.const 65536)) (then (call $enterAll)))
    (i32.store (global.get $end) (local.get 0))
    (i32.store offset=4 (global.get $end) (local.get 1))
    (i32.store offset=8 (global.get $end) (local.get 2))
    (i32.store offset=12 (global.get $end) (i32.const 0))
    (global.set $end (i32.add (global.get $end) (i32.const 16))))
  (func (export "exit")
    (if (i32.eqz (global.get $end)) (then (call $exit) (return)))
    (global.set $end (i32.sub (global.get $end) (i32.const 16)))
    (if (i32.load offset=12 (global.get $end)) (then (call $release)))))
