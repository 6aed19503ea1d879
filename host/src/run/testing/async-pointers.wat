;; Results of asynchronous calls of another component and of the host, at good addresses and at bad ones. A function
;; calls with the address that it is given, waits for the result and returns a byte of it.
(component
  (import "wasi:sockets/ip-name-lookup@0.3.0" (instance $names
    (type $v4 (tuple u8 u8 u8 u8))
    (export "ipv4-address" (type $ipv4 (eq $v4)))
    (type $v6 (tuple u16 u16 u16 u16 u16 u16 u16 u16))
    (export "ipv6-address" (type $ipv6 (eq $v6)))
    (type $address (variant (case "ipv4" $ipv4) (case "ipv6" $ipv6)))
    (export "ip-address" (type $ip (eq $address)))
    (type $code (variant (case "access-denied") (case "invalid-argument") (case "name-unresolvable")
      (case "temporary-resolver-failure") (case "permanent-resolver-failure") (case "other" (option string))))
    (export "error-code" (type $error (eq $code)))
    (export "resolve-addresses" (func async (param "name" string) (result (result (list $ip) (error $error)))))))

  (component $other
    (core module $code
      (import "" "return" (func $return (param i32 i64)))
      (func (export "pair") (result i32) (call $return (i32.const 1) (i64.const 7)) (i32.const 0))
      (func (export "callback") (param i32 i32 i32) (result i32) unreachable))
    (core func $return (canon task.return (result (tuple u8 u64))))
    (core instance $i (instantiate $code (with "" (instance (export "return" (func $return))))))
    (func (export "pair") async (result (tuple u8 u64))
      (canon lift (core func $i "pair") async (callback (core func $i "callback")))))
  (instance $other (instantiate $other))

  (core module $libc
    (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024)))
  (core instance $libc (instantiate $libc))
  (core func $resolve (canon lower (func $names "resolve-addresses") async
    (memory (core memory $libc "memory")) (realloc (core func $libc "realloc"))))
  (core func $pair (canon lower (func $other "pair") async (memory (core memory $libc "memory"))))
  (core func $new (canon waitable-set.new))
  (core func $join (canon waitable.join))
  (core func $wait (canon waitable-set.wait (memory (core memory $libc "memory"))))
  (core module $code
    (import "" "memory" (memory 1))
    (import "" "resolve" (func $resolve (param i32 i32 i32) (result i32)))
    (import "" "pair" (func $pair (param i32) (result i32)))
    (import "" "new" (func $new (result i32)))
    (import "" "join" (func $join (param i32 i32)))
    (import "" "wait" (func $wait (param i32 i32) (result i32)))
    ;; The low four bits are the state of the subtask, of which 2 is "returned".
    (func $finish (param $subtask i32) (local $set i32)
      (if (i32.eq (i32.and (local.get $subtask) (i32.const 15)) (i32.const 2)) (then (return)))
      (local.set $set (call $new))
      (call $join (i32.shr_u (local.get $subtask) (i32.const 4)) (local.get $set))
      (drop (call $wait (local.get $set) (i32.const 512))))
    (func (export "resolve") (param $at i32) (result i32)
      (call $finish (call $resolve (i32.const 0) (i32.const 1) (local.get $at)))
      (i32.load8_u (local.get $at)))
    (func (export "pair") (param $at i32) (result i32)
      (call $finish (call $pair (local.get $at)))
      (i32.load8_u offset=8 (local.get $at))))
  (core instance $i (instantiate $code (with "" (instance
    (export "memory" (memory $libc "memory"))
    (export "new" (func $new))
    (export "join" (func $join))
    (export "wait" (func $wait))
    (export "resolve" (func $resolve))
    (export "pair" (func $pair))))))
  (func (export "resolve") async (param "at" u32) (result u32) (canon lift (core func $i "resolve")))
  (func (export "pair") async (param "at" u32) (result u32) (canon lift (core func $i "pair"))))
