;; Two components and calls between them, for the fast path's test and the bench.
(component
  (component $callee
    (core module $m
      (memory (export "memory") 1)
      (global $free (mut i32) (i32.const 1024))
      ;; A bump allocator that starts again before the page ends: nothing here is kept.
      (func (export "realloc") (param i32 i32 i32 i32) (result i32)
        (local $at i32)
        (if (i32.gt_u (i32.add (global.get $free) (local.get 3)) (i32.const 60000))
          (then (global.set $free (i32.const 1024))))
        (local.set $at (i32.and (i32.add (global.get $free) (i32.const 7)) (i32.const -8)))
        (global.set $free (i32.add (local.get $at) (local.get 3)))
        (local.get $at))
      (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
      ;; Gives back the string that it got: a pointer to (pointer, length).
      (func (export "echo") (param i32 i32) (result i32)
        (i32.store (i32.const 16) (local.get 0))
        (i32.store (i32.const 20) (local.get 1))
        (i32.const 16)))
    (core instance $i (instantiate $m))
    (func (export "add") (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $i "add")))
    (func (export "echo") (param "text" string) (result string)
      (canon lift (core func $i "echo") (memory (core memory $i "memory")) (realloc (core func $i "realloc")))))

  (component $caller
    (import "callee" (instance $callee
      (export "add" (func (param "a" u32) (param "b" u32) (result u32)))
      (export "echo" (func (param "text" string) (result string)))))
    (core module $libc
      (memory (export "memory") 1)
      (data (i32.const 8) "h\c3\a9llo, w\e2\82\acrld \f0\9f\8c\8d")
      (data (i32.const 64) "half a character: \c3")
      (global $free (mut i32) (i32.const 1024))
      (func (export "realloc") (param i32 i32 i32 i32) (result i32)
        (local $at i32)
        (if (i32.gt_u (i32.add (global.get $free) (local.get 3)) (i32.const 60000))
          (then (global.set $free (i32.const 1024))))
        (local.set $at (i32.and (i32.add (global.get $free) (i32.const 7)) (i32.const -8)))
        (global.set $free (i32.add (local.get $at) (local.get 3)))
        (local.get $at)))
    (core instance $libc (instantiate $libc))
    (core func $add (canon lower (func $callee "add")))
    (core func $echo (canon lower (func $callee "echo")
      (memory (core memory $libc "memory")) (realloc (core func $libc "realloc"))))
    (core module $m
      (import "libc" "memory" (memory 1))
      (import "callee" "add" (func $add (param i32 i32) (result i32)))
      (import "callee" "echo" (func $echo (param i32 i32 i32)))
      (func (export "adds") (param $times i32) (result i32)
        (local $sum i32)
        (loop $again
          (local.set $sum (call $add (local.get $sum) (i32.const 3)))
          (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
        (local.get $sum))
      ;; The same loop without the call, to be subtracted.
      (func (export "loops") (param $times i32) (result i32)
        (local $sum i32)
        (loop $again
          (local.set $sum (i32.add (local.get $sum) (i32.const 3)))
          (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
        (local.get $sum))
      ;; Echoes the 20 bytes of the greeting, and sums up the lengths that come back.
      (func (export "echoes") (param $times i32) (result i32)
        (local $sum i32)
        (loop $again
          (call $echo (i32.const 8) (i32.const 20) (i32.const 0))
          (local.set $sum (i32.add (local.get $sum) (i32.load (i32.const 4))))
          (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
        (local.get $sum))
      ;; The greeting as it came back: a pointer to (pointer, length).
      (func (export "greeting") (result i32)
        (call $echo (i32.const 8) (i32.const 20) (i32.const 0))
        (i32.const 0))
      ;; Not UTF-8: must trap.
      (func (export "broken") (result i32)
        (call $echo (i32.const 64) (i32.const 19) (i32.const 0))
        (i32.load (i32.const 4)))
      ;; A string that ends behind the memory: must trap.
      (func (export "outside") (result i32)
        (call $echo (i32.const 65530) (i32.const 20) (i32.const 0))
        (i32.load (i32.const 4))))
    (core instance $i (instantiate $m
      (with "libc" (instance $libc))
      (with "callee" (instance (export "add" (func $add)) (export "echo" (func $echo))))))
    (func (export "adds") (param "times" u32) (result u32) (canon lift (core func $i "adds")))
    (func (export "loops") (param "times" u32) (result u32) (canon lift (core func $i "loops")))
    (func (export "echoes") (param "times" u32) (result u32) (canon lift (core func $i "echoes")))
    (func (export "greeting") (result string) (canon lift (core func $i "greeting") (memory (core memory $libc "memory"))))
    (func (export "broken") (result u32) (canon lift (core func $i "broken")))
    (func (export "outside") (result u32) (canon lift (core func $i "outside"))))

  (instance $a (instantiate $callee))
  (instance $b (instantiate $caller (with "callee" (instance $a))))
  (export "adds" (func $b "adds"))
  (export "loops" (func $b "loops"))
  (export "echoes" (func $b "echoes"))
  (export "greeting" (func $b "greeting"))
  (export "broken" (func $b "broken"))
  (export "outside" (func $b "outside")))
