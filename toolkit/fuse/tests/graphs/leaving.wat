;; What the host calls while it passes values, `realloc` and `post-return`, may not call another component; neither
;; may the `realloc` that an adapter calls.
(component
  (component $pinged
    (core module $m (func (export "ping") (result i32) (i32.const 1)))
    (core instance $i (instantiate $m))
    (func (export "ping") (result u32) (canon lift (core func $i "ping"))))
  (component $leaving
    (import "ping" (func $ping (result u32)))
    (core func $ping (canon lower (func $ping)))
    (core module $m
      (import "" "ping" (func $ping (result i32)))
      (memory (export "memory") 1)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) (drop (call $ping)) (i32.const 1024))
      (func (export "quiet") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
      (func (export "ping") (result i32) (call $ping))
      (func (export "length") (param i32 i32) (result i32) (i32.add (local.get 1) (call $ping)))
      (func (export "after") (param i32) (drop (call $ping))))
    (core instance $i (instantiate $m (with "" (instance (export "ping" (func $ping))))))
    (alias core export $i "memory" (core memory $memory))
    (func (export "ping") (result u32) (canon lift (core func $i "ping")))
    (func (export "quiet") (param "text" string) (result u32)
      (canon lift (core func $i "length") (memory (core memory $memory)) (realloc (core func $i "quiet"))))
    (func (export "given") (param "text" string) (result u32)
      (canon lift (core func $i "length") (memory (core memory $memory)) (realloc (core func $i "realloc"))))
    (func (export "after") (result u32) (canon lift (core func $i "ping") (post-return (core func $i "after")))))
  (component $asking
    (import "given" (func $given (param "text" string) (result u32)))
    (import "after" (func $after (result u32)))
    (core module $memory (memory (export "memory") 1))
    (core instance $memory (instantiate $memory))
    (core func $given (canon lower (func $given) (memory (core memory $memory "memory"))))
    (core func $after (canon lower (func $after)))
    (core module $m
      (import "" "given" (func $given (param i32 i32) (result i32)))
      (import "" "after" (func $after (result i32)))
      (func (export "given") (result i32) (call $given (i32.const 0) (i32.const 3)))
      (func (export "after") (result i32) (call $after)))
    (core instance $i (instantiate $m (with "" (instance
      (export "given" (func $given)) (export "after" (func $after))))))
    (func (export "given") (result u32) (canon lift (core func $i "given")))
    (func (export "after") (result u32) (canon lift (core func $i "after"))))
  (instance $pinged (instantiate $pinged))
  (instance $leaving (instantiate $leaving (with "ping" (func $pinged "ping"))))
  (instance $asking (instantiate $asking
    (with "given" (func $leaving "given")) (with "after" (func $leaving "after"))))
  (export "ping" (func $leaving "ping"))
  (export "quiet" (func $leaving "quiet"))
  (export "given" (func $leaving "given"))
  (export "after" (func $leaving "after"))
  (export "given-inside" (func $asking "given"))
  (export "after-inside" (func $asking "after")))
