/** Compositions of one that calls and one that is called, as text; the caller exports `run`, a loop of calls. */
export interface CallCase {
  readonly name: string;
  /** The most that a call may take, of a call in wasmtime. */
  readonly goal: number;
  readonly wat: string;
}

const memory = `(core module $memory (memory (export "memory") 64)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 2097152)))
  (core instance $memory (instantiate $memory))`;
const options = '(memory (core memory $memory "memory")) (realloc (core func $memory "realloc"))';

/** The varying part of a case. */
interface Parts {
  readonly callee: string;
  /** Imports of the caller, and the core functions for `call` that it lowers them to. */
  readonly imports: string;
  readonly lowered: readonly string[];
  /** Core imports, and `$once`. */
  readonly call: string;
  /** The caller's imports, filled; by default its `f` is the callee's. */
  readonly given?: string;
  /** The import of the composition that the callee uses. */
  readonly host?: string;
  readonly calleeGiven?: string;
  /** Instances between, which the caller's `f` is of. */
  readonly between?: string;
}

const composed = (parts: Parts): string => `(component ${parts.host ?? ''}
  (component $callee ${parts.callee})
  (component $caller ${parts.imports}
    (core module $m ${parts.call}
      (func (export "run") (param i32)
        (loop $next (call $once)
          (br_if $next (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))
    (core instance $i (instantiate $m (with "" (instance
      ${parts.lowered.map((name) => `(export "${name}" (func $${name}))`).join(' ')}))))
    (func (export "run") (param "times" u32) (canon lift (core func $i "run"))))
  (instance $callee (instantiate $callee ${parts.calleeGiven ?? ''})) ${parts.between ?? ''}
  (instance $caller (instantiate $caller ${parts.given ?? '(with "f" (func $callee "f"))'}))
  (export "run" (func $caller "run")))`;

const ADD = '(param "a" u32) (param "b" u32) (result u32)';
const adds = `(core module $m
    (func (export "f") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))`;
const addCall = `(import "" "f" (func $f (param i32 i32) (result i32)))
  (global $sum (mut i32) (i32.const 0))
  (func $once (global.set $sum (call $f (global.get $sum) (i32.const 3))))`;

const add: Parts = {
  callee: `${adds} (core instance $i (instantiate $m)) (func (export "f") ${ADD} (canon lift (core func $i "f")))`,
  imports: `(import "f" (func $f ${ADD})) (core func $f (canon lower (func $f)))`,
  lowered: ['f'],
  call: addCall,
};

/** The callee may ask the host for handles, and its interface has a resource; neither happens in a call. */
const addBehindWasi: Parts = {
  host: `(import "wasi:io/poll@0.2.0" (instance $poll (export "pollable" (type $p (sub resource)))
      (export "[method]pollable.ready" (func (param "self" (borrow $p)) (result bool)))))
    (alias export $poll "pollable" (type $pollable))
    (import "wasi:clocks/monotonic-clock@0.2.0" (instance $clock (alias outer 1 $pollable (type $outer))
      (export "pollable" (type $p (eq $outer)))
      (export "subscribe-duration" (func (param "when" u64) (result (own $p))))))
    (alias export $clock "subscribe-duration" (func $subscribe))`,
  calleeGiven: '(with "pollable" (type $pollable)) (with "subscribe" (func $subscribe))',
  callee: `(import "pollable" (type $pollable (sub resource)))
    (import "subscribe" (func $subscribe (param "when" u64) (result (own $pollable))))
    (core func $subscribe (canon lower (func $subscribe)))
    (type $r' (resource (rep i32))) (core func $new (canon resource.new $r'))
    (core module $m (import "" "subscribe" (func $subscribe (param i64) (result i32)))
      (import "" "new" (func $new (param i32) (result i32)))
      (func (export "f") (param i32 i32) (result i32)
        (if (i32.eq (local.get 1) (i32.const -1)) (then (drop (call $subscribe (i64.const 0)))))
        (i32.add (local.get 0) (local.get 1)))
      (func (export "make") (result i32) (call $new (i32.const 1))))
    (core instance $i (instantiate $m (with "" (instance
      (export "subscribe" (func $subscribe)) (export "new" (func $new))))))
    (export $r "r" (type $r'))
    (func (export "make") (result (own $r)) (canon lift (core func $i "make")))
    (func (export "f") ${ADD} (canon lift (core func $i "f")))`,
  imports: `(import "r" (type $r (sub resource))) (import "make" (func $make (result (own $r))))
    (import "f" (func $f ${ADD})) (core func $f (canon lower (func $f)))`,
  given: '(with "r" (type $callee "r")) (with "make" (func $callee "make")) (with "f" (func $callee "f"))',
  lowered: ['f'],
  call: addCall,
};

const echo = (type: string, size: number): Parts => ({
  callee: `${memory}
    (core module $m (import "m" "memory" (memory 64))
      (func (export "f") (param i32 i32) (result i32)
        (i32.store (i32.const 16) (local.get 0)) (i32.store (i32.const 20) (local.get 1)) (i32.const 16)))
    (core instance $i (instantiate $m (with "m" (instance $memory))))
    (func (export "f") (param "x" ${type}) (result ${type}) (canon lift (core func $i "f") ${options}))`,
  imports: `(import "f" (func $f (param "x" ${type}) (result ${type})))
    ${memory} (core func $f (canon lower (func $f) ${options}))`,
  lowered: ['f'],
  call: `(import "" "f" (func $f (param i32 i32 i32)))
    (func $once (call $f (i32.const 1024) (i32.const ${size}) (i32.const 16)))`,
});

const FIELDS = Array.from({ length: 10 }, (_, at) => `(field "f${at}" u32)`).join(' ');
const numbers = Array.from({ length: 10 }, (_, at) => at);
const record: Parts = {
  callee: `${memory} (type $t' (record ${FIELDS})) (export $t "t" (type $t'))
    (core module $m (import "m" "memory" (memory 64))
      (func (export "f") (param ${'i32 '.repeat(10)}) (result i32)
        ${numbers.map((at) => `(i32.store (i32.const ${16 + 4 * at}) (local.get ${at}))`).join(' ')}
        (i32.const 16)))
    (core instance $i (instantiate $m (with "m" (instance $memory))))
    (func (export "f") (param "x" $t) (result $t) (canon lift (core func $i "f") ${options}))`,
  imports: `(type $t' (record ${FIELDS})) (import "t" (type $t (eq $t')))
    (import "f" (func $f (param "x" $t) (result $t)))
    ${memory} (core func $f (canon lower (func $f) ${options}))`,
  given: '(with "t" (type $callee "t")) (with "f" (func $callee "f"))',
  lowered: ['f'],
  call: `(import "" "f" (func $f (param ${'i32 '.repeat(11)})))
    (func $once (call $f ${numbers.map((at) => `(i32.const ${at})`).join(' ')} (i32.const 64)))`,
};

/** @param call `$once`, which has `$new`, `$method` and `$drop` */
const resource = (call: string): Parts => ({
  callee: `(type $r' (resource (rep i32))) (core func $new (canon resource.new $r'))
    (core module $m (import "" "new" (func $new (param i32) (result i32)))
      (func (export "new") (param i32) (result i32) (call $new (local.get 0)))
      (func (export "method") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1))))
    (core instance $i (instantiate $m (with "" (instance (export "new" (func $new))))))
    (export $r "r" (type $r'))
    (func (export "new") (param "x" u32) (result (own $r)) (canon lift (core func $i "new")))
    (func (export "method") (param "self" (borrow $r)) (result u32) (canon lift (core func $i "method")))`,
  imports: `(import "r" (type $r (sub resource)))
    (import "new" (func $new (param "x" u32) (result (own $r))))
    (import "method" (func $method (param "self" (borrow $r)) (result u32)))
    (core func $new (canon lower (func $new))) (core func $method (canon lower (func $method)))
    (core func $drop (canon resource.drop $r))`,
  given:
    '(with "r" (type $callee "r")) (with "new" (func $callee "new")) (with "method" (func $callee "method"))',
  lowered: ['new', 'method', 'drop'],
  call: `(import "" "new" (func $new (param i32) (result i32)))
    (import "" "method" (func $method (param i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (global $it (mut i32) (i32.const 0)) ${call}`,
});

const chain: Parts = {
  ...add,
  between: `(component $link ${add.imports} ${adds.replace('(core module $m', '(core module $m (import "" "f" (func $f (param i32 i32) (result i32)))').replace('(i32.add (local.get 0) (local.get 1))', '(call $f (local.get 0) (i32.add (local.get 1) (i32.const 1)))')}
    (core instance $i (instantiate $m (with "" (instance (export "f" (func $f))))))
    (func (export "f") ${ADD} (canon lift (core func $i "f"))))
    (instance $l1 (instantiate $link (with "f" (func $callee "f"))))
    (instance $l2 (instantiate $link (with "f" (func $l1 "f"))))
    (instance $l3 (instantiate $link (with "f" (func $l2 "f"))))
    (instance $l4 (instantiate $link (with "f" (func $l3 "f"))))`,
  given: '(with "f" (func $l4 "f"))',
};

const METHOD = `(func $once
  (if (i32.eqz (global.get $it)) (then (global.set $it (call $new (i32.const 7)))))
  (drop (call $method (global.get $it))))`;
const WHOLE_LIFE = `(func $once
  (global.set $it (call $new (i32.const 7)))
  (drop (call $method (global.get $it))) (call $drop (global.get $it)))`;

export const callCases: readonly CallCase[] = [
  { name: 'add(u32, u32)', goal: 0.4, wat: composed(add) },
  {
    name: 'the same, with resources in the interface and WASI behind',
    goal: 0.4,
    wat: composed(addBehindWasi),
  },
  { name: 'string, 16 bytes, there and back', goal: 1, wat: composed(echo('string', 16)) },
  { name: 'list<u8>, 1 KB, there and back', goal: 1, wat: composed(echo('(list u8)', 1024)) },
  { name: 'list<u8>, 1 MB, there and back', goal: 1, wat: composed(echo('(list u8)', 1 << 20)) },
  { name: 'record of ten fields, there and back', goal: 0.6, wat: composed(record) },
  { name: 'method of a resource', goal: 0.4, wat: composed(resource(METHOD)) },
  { name: 'new, method and drop of a resource', goal: 0.6, wat: composed(resource(WHOLE_LIFE)) },
  { name: 'add through a chain of six components', goal: 0.4, wat: composed(chain) },
];
