;; Two instances that call the host, each with a memory of its own, one of them at its start.
(component
  (import "wasi:random/insecure-seed@0.2.0" (instance $seed
    (export "insecure-seed" (func (result (tuple u64 u64))))))
  (import "wasi:random/random@0.2.0" (instance $random
    (export "get-random-bytes" (func (param "len" u64) (result (list u8))))
    (export "get-random-u64" (func (result u64)))))
  (component $callee
    (import "bytes" (func $bytes (param "len" u64) (result (list u8))))
    (core module $memory
      (memory (export "memory") 1)
      (global $next (mut i32) (i32.const 1024))
      (func (export "realloc") (param i32 i32 i32 i32) (result i32)
        (global.set $next (i32.add (global.get $next) (local.get 3)))
        (i32.sub (global.get $next) (local.get 3))))
    (core instance $memory (instantiate $memory))
    (core func $bytes (canon lower (func $bytes) (memory (core memory $memory "memory")) (realloc (core func $memory "realloc"))))
    (core module $m
      (import "m" "memory" (memory 1))
      (import "" "bytes" (func $bytes (param i64 i32)))
      (func $start (call $bytes (i64.const 9) (i32.const 8)))
      (start $start)
      (func (export "at-start") (result i32) (i32.load (i32.const 12)))
      (func (export "count") (param i64) (result i32)
        (call $bytes (local.get 0) (i32.const 8)) (i32.load (i32.const 12))))
    (core instance $i (instantiate $m (with "m" (instance $memory))
      (with "" (instance (export "bytes" (func $bytes))))))
    (func (export "at-start") (result u32) (canon lift (core func $i "at-start")))
    (func (export "count") (param "len" u64) (result u32) (canon lift (core func $i "count"))))
  (component $caller
    (import "at-start" (func $at-start (result u32)))
    (import "count" (func $count (param "len" u64) (result u32)))
    (import "seed" (func $seed (result (tuple u64 u64))))
    (core module $memory (memory (export "memory") 1))
    (core instance $memory (instantiate $memory))
    (core func $at-start (canon lower (func $at-start)))
    (core func $count (canon lower (func $count)))
    (core func $seed (canon lower (func $seed) (memory (core memory $memory "memory"))))
    (core module $m
      (import "m" "memory" (memory 1))
      (import "" "at-start" (func $at-start (result i32)))
      (import "" "count" (func $count (param i64) (result i32)))
      (import "" "seed" (func $seed (param i32)))
      (func (export "at-start") (result i32) (call $at-start))
      (func (export "count") (param i64) (result i32) (call $count (local.get 0)))
      (func (export "seeded") (result i32)
        (call $seed (i32.const 16)) (i32.eqz (i64.eqz (i64.load (i32.const 16))))))
    (core instance $i (instantiate $m (with "m" (instance $memory)) (with "" (instance
      (export "at-start" (func $at-start)) (export "count" (func $count)) (export "seed" (func $seed))))))
    (func (export "at-start") (result u32) (canon lift (core func $i "at-start")))
    (func (export "count") (param "len" u64) (result u32) (canon lift (core func $i "count")))
    (func (export "seeded") (result bool) (canon lift (core func $i "seeded"))))
  (instance $callee (instantiate $callee (with "bytes" (func $random "get-random-bytes"))))
  (instance $caller (instantiate $caller
    (with "at-start" (func $callee "at-start")) (with "count" (func $callee "count"))
    (with "seed" (func $seed "insecure-seed"))))
  (export "at-start" (func $caller "at-start"))
  (export "count" (func $caller "count"))
  (export "seeded" (func $caller "seeded")))
