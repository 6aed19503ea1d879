;; Reads a stream of bytes of the host's and writes one of its own.
(component
  (import "source" (func $source (result (stream u8))))
  (core module $memory (memory (export "memory") 1))
  (core instance $memory (instantiate $memory))
  (type $bytes (stream u8))
  (core func $source (canon lower (func $source)))
  (core func $new (canon stream.new $bytes))
  (core func $read (canon stream.read $bytes async (memory (core memory $memory "memory"))))
  (core func $write (canon stream.write $bytes async (memory (core memory $memory "memory"))))
  (core module $m
    (import "" "source" (func $source (result i32)))
    (import "" "new" (func $new (result i64)))
    (import "" "read" (func $read (param i32 i32 i32) (result i32)))
    (import "" "write" (func $write (param i32 i32 i32) (result i32)))
    (func (export "f") (result i32)
      (drop (call $new))
      (call $source)))
  (core instance $i (instantiate $m
    (with "" (instance
      (export "source" (func $source))
      (export "new" (func $new))
      (export "read" (func $read))
      (export "write" (func $write))))))
  (func (export "f") (result u32) (canon lift (core func $i "f"))))
