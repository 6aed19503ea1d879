;; Start functions between the segments of later instances, a table that a later instance fills, passive segments,
;; constants of other instances, and calls through the table.
(component
  (core module $base
    (memory (export "memory") 1)
    (table (export "table") 4 funcref)
    (global (export "offset") i32 (i32.const 8))
    (data (i32.const 0) "base")
    (type $number (func (result i32)))
    (func (export "first") (result i32) (i32.load (i32.const 8)))
    (func (export "through") (param i32) (result i32) (call_indirect (type $number) (local.get 0))))
  (core module $early
    (import "base" "memory" (memory 1))
    (func $start (i32.store (i32.const 16) (i32.load (i32.const 8))) (i32.store (i32.const 8) (i32.const 1)))
    (start $start))
  (core module $late
    (import "base" "memory" (memory 1))
    (import "base" "table" (table 4 funcref))
    (import "base" "offset" (global $offset i32))
    (import "base" "first" (func $first (result i32)))
    (global $twice i32 (global.get $offset))
    (data (global.get $offset) "\2a")
    (data $passive "\07\00\00\00")
    (elem (i32.const 1) $first $own)
    (elem $later func $own)
    (func $own (result i32) (global.get $twice))
    (func $start
      (i32.store (i32.const 24) (i32.load (i32.const 8)))
      (memory.init $passive (i32.const 28) (i32.const 0) (i32.const 4))
      (table.init $later (i32.const 3) (i32.const 0) (i32.const 1))
      (data.drop $passive))
    (start $start)
    (func (export "read") (param i32) (result i32) (i32.load (local.get 0))))
  (core instance $base (instantiate $base))
  (core instance $early (instantiate $early (with "base" (instance $base))))
  (core instance $late (instantiate $late (with "base" (instance $base))))
  (func (export "read") (param "at" u32) (result u32) (canon lift (core func $late "read")))
  (func (export "through") (param "place" u32) (result u32) (canon lift (core func $base "through"))))
