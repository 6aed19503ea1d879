;; An instance that is entered while a call of it waits for another.
(component
  (core module $m1 (global $n (mut i32) (i32.const 0))
    (func (export "f") (result i32) (global.set $n (i32.add (global.get $n) (i32.const 1))) (global.get $n)))
  (core instance $i1 (instantiate $m1))
  (func $f (result u32) (canon lift (core func $i1 "f")))
  (component $child
    (import "f" (func $f (result u32)))
    (core func $f (canon lower (func $f)))
    (core module $m (import "" "f" (func $f (result i32))) (func (export "g") (result i32) (i32.add (call $f) (i32.const 10))))
    (core instance $i (instantiate $m (with "" (instance (export "f" (func $f))))))
    (func (export "g") (result u32) (canon lift (core func $i "g"))))
  (instance $child (instantiate $child (with "f" (func $f))))
  (alias export $child "g" (func $g))
  (core func $g (canon lower (func $g)))
  (core module $m2 (import "" "g" (func $g (result i32))) (func (export "h") (result i32) (i32.add (call $g) (i32.const 100))))
  (core instance $i2 (instantiate $m2 (with "" (instance (export "g" (func $g))))))
  (func (export "h") (result u32) (canon lift (core func $i2 "h"))))
