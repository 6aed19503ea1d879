;; Copies text from memory to memory. What is not ASCII alone is given to the function of jco's script, which checks
;; it. Its bytes are in copied-text.ts.
(module
  (import "" "from" (memory $from 0))
  (import "" "to" (memory $to 0))
  (import "" "other" (func $other (param i32 i32 i32)))
  (func (export "copy") (param $source i32) (param $length i32) (param $target i32) (local $at i32) (local $end i32)
    (local.set $at (local.get $source))
    (local.set $end (i32.add (local.get $source) (local.get $length)))
    (block $other
      (block $short
        (loop $next
          (br_if $short (i32.lt_u (i32.sub (local.get $end) (local.get $at)) (i32.const 8)))
          (br_if $other (i64.ne (i64.const 0)
            (i64.and (i64.load $from align=1 (local.get $at)) (i64.const 0x8080808080808080))))
          (local.set $at (i32.add (local.get $at) (i32.const 8)))
          (br $next)))
      (block $done
        (loop $next
          (br_if $done (i32.eq (local.get $at) (local.get $end)))
          (br_if $other (i32.ge_u (i32.load8_u $from (local.get $at)) (i32.const 0x80)))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $next)))
      (memory.copy $to $from (local.get $target) (local.get $source) (local.get $length))
      (return))
    (call $other (local.get $source) (local.get $length) (local.get $target))))
