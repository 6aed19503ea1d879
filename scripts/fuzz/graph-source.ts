/**
 * Random graphs of up to six components, as text. Each component passes a list of random values and a list of
 * handles on to those that it calls; on the way it drops, keeps, makes, uses, invents and uses handles again, and
 * may trap. The resource is one of the components' or of the host.
 */
import type { Random } from '../../server/src/syntax/testing/random.ts';
import { valueType } from './graph-types.ts';

export interface GraphSource {
  readonly wat: string;
  /** Calls of its export, in WAVE. */
  readonly calls: readonly string[];
}

const MOST_COMPONENTS = 5;
const CALLS = 3;

export function graphSource(random: Random): GraphSource {
  const { type, named } = valueType(random);
  const count = 1 + random.below(MOST_COMPONENTS);
  const host = random.below(2) === 0;
  const at = Array.from({ length: count }, (_, index) => index);
  const callees = at.map((one) => calleesOf(one, count, random));
  const components = at.map((one) => component(one, callees[one]!, type.text, declared(named), random));
  const instances = at.toReversed().map((one) => instance(one, callees[one]!, named.length));
  // A handle whose end is a trap, some of the time; most graphs have fewer.
  const maker = host ? HOST_MAKER : makerOf(random.below(16));
  const wat = `(component ${declared(named)} ${maker} ${components.join('\n')} ${instances.join('\n')}
    (export "run" (func $i0 "run")))`;
  const list = (): string => `[${repeated(random.below(5), () => type.value()).join(', ')}]`;
  return { wat, calls: repeated(CALLS, () => `run(${list()})`) };
}

/** A type is named where it is imported, and written in full otherwise. */
const declared = (named: readonly string[]): string =>
  named
    .map((text, at) => `(type $n${at}' ${text}) (import "n${at}" (type $n${at} (eq $n${at}')))`)
    .join('\n');

const repeated = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

/** Only of those behind it: components have no cycles. */
function calleesOf(one: number, count: number, { below, pick }: Random): number[] {
  const behind = Array.from({ length: count - one - 1 }, (_, at) => one + 1 + at);
  if (behind.length === 0) return [];
  return [...new Set([one + 1, ...repeated(below(2), () => pick(behind))])];
}

/**
 * Its resource has the representation 0 the first time. Its destructor counts, which `get` shows.
 * @param trap the representation whose destructor traps
 */
const makerOf = (trap: number): string => `(component $maker
    (core module $end (global $dropped (export "dropped") (mut i32) (i32.const 0))
      (func (export "drop") (param i32)
        (if (i32.eq (local.get 0) (i32.const ${trap})) (then unreachable))
        (global.set $dropped (i32.add (global.get $dropped) (i32.const 16)))))
    (core instance $end (instantiate $end))
    (type $r' (resource (rep i32) (dtor (core func $end "drop"))))
    (core func $new (canon resource.new $r'))
    (core module $m (import "" "new" (func $new (param i32) (result i32)))
      (import "" "dropped" (global $dropped (mut i32)))
      (global $made (mut i32) (i32.const -1))
      (func (export "make") (result i32)
        (global.set $made (i32.add (global.get $made) (i32.const 1))) (call $new (global.get $made)))
      (func (export "get") (param i32) (result i32) (i32.add (local.get 0) (global.get $dropped))))
    (core instance $i (instantiate $m (with "" (instance (export "new" (func $new))
      (export "dropped" (global $end "dropped"))))))
    (export $r "r" (type $r'))
    (func (export "make") (result (own $r)) (canon lift (core func $i "make")))
    (func (export "get") (param "t" (borrow $r)) (result u32) (canon lift (core func $i "get"))))
  (instance $maker (instantiate $maker))
  (alias export $maker "r" (type $r))`;

/** Whether a pollable is ready is not for a comparison. */
const HOST_MAKER = `(import "wasi:io/poll@0.2.0" (instance $poll (export "pollable" (type $p (sub resource)))
    (export "[method]pollable.ready" (func (param "self" (borrow $p)) (result bool)))))
  (alias export $poll "pollable" (type $r))
  (alias export $poll "[method]pollable.ready" (func $ready))
  (import "wasi:clocks/monotonic-clock@0.2.0" (instance $clock (alias outer 1 $r (type $outer))
    (export "pollable" (type $p (eq $outer)))
    (export "subscribe-duration" (func (param "when" u64) (result (own $p))))))
  (alias export $clock "subscribe-duration" (func $subscribe))
  (component $maker
    (import "r" (type $r (sub resource)))
    (import "subscribe" (func $subscribe (param "when" u64) (result (own $r))))
    (import "ready" (func $ready (param "self" (borrow $r)) (result bool)))
    (core func $subscribe (canon lower (func $subscribe)))
    (core func $ready (canon lower (func $ready)))
    (core func $drop (canon resource.drop $r))
    (core module $m (import "" "subscribe" (func $subscribe (param i64) (result i32)))
      (import "" "ready" (func $ready (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (func (export "make") (result i32) (call $subscribe (i64.const 0)))
      (func (export "get") (param i32) (result i32)
        (drop (call $ready (local.get 0))) (call $drop (local.get 0)) (local.get 0)))
    (core instance $i (instantiate $m (with "" (instance (export "subscribe" (func $subscribe))
      (export "ready" (func $ready)) (export "drop" (func $drop))))))
    (func (export "make") (result (own $r)) (canon lift (core func $i "make")))
    (func (export "get") (param "t" (borrow $r)) (result u32) (canon lift (core func $i "get"))))
  (instance $maker (instantiate $maker (with "r" (type $r)) (with "subscribe" (func $subscribe))
    (with "ready" (func $ready))))`;

const memoryOf = (start: number): string => `(core module $memory
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const ${start}))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (local $at i32)
      (local.set $at (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
      (global.set $next (i32.add (local.get $at) (local.get 3)))
      (if (i32.gt_u (global.get $next) (i32.shl (memory.size) (i32.const 16)))
        (then (drop (memory.grow (i32.const 4)))))
      (memory.copy (local.get $at) (local.get 0) (select (local.get 1) (local.get 3)
                    (i32.lt_u (local.get 1) (local.get 3))))
                  (local.get $at)))
  (core instance $m (instantiate $memory))`;

const ENCODINGS = ['utf8', 'utf16', 'latin1+utf16'].map((name) => `string-encoding=${name}`);

const MEMORY = '(memory (core memory $m "memory")) (realloc (core func $m "realloc"))';

/** @param declarations of the types with names */
function component(
  one: number,
  callees: readonly number[],
  type: string,
  declarations: string,
  random: Random,
): string {
  // A component passes on its arguments unchanged, so that all its functions have one encoding of strings.
  const options = `${random.pick(ENCODINGS)} ${MEMORY}`;
  const handles = '(param "t" (list (own $r)))';
  const signature = (params: string): string =>
    `(param "x" (list ${type})) ${params} (result (tuple (list ${type}) u32))`;
  const each = (text: (callee: number) => string): string => callees.map(text).join('\n');
  const calls = callees.map(
    (callee, at) => `(call $f${callee} (local.get $x) (local.get $n) (local.get $t)
      ${at === 0 ? '(local.get $k)' : '(i32.const 0)'} (i32.const 16))
      (local.set $x (i32.load (i32.const 16))) (local.set $n (i32.load (i32.const 20)))
      (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 31)) (i32.load (i32.const 24))))`,
  );
  const before = repeated(random.below(3), () => action(random, false));
  const after = repeated(random.below(2), () => action(random, true));
  const given = ['make', 'get', 'drop', ...callees.map((callee) => `f${callee}`)];
  return `(component $c${one} ${declarations}
    (import "r" (type $r (sub resource)))
    (import "make" (func $make (result (own $r))))
    (import "get" (func $get (param "t" (borrow $r)) (result u32)))
    ${each((callee) => `(import "f${callee}" (func $f${callee} ${signature(handles)}))`)}
    ${memoryOf(256 + 8 * random.below(100))}
    (core func $make (canon lower (func $make)))
    (core func $get (canon lower (func $get)))
    (core func $drop (canon resource.drop $r))
    ${each((callee) => `(core func $f${callee} (canon lower (func $f${callee}) ${options}))`)}
    (core module $code
      (import "m" "memory" (memory 1))
      (import "m" "realloc" (func $realloc (param i32 i32 i32 i32) (result i32)))
      (import "" "make" (func $make (result i32)))
      (import "" "get" (func $get (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      ${each((callee) => `(import "" "f${callee}" (func $f${callee} (param i32 i32 i32 i32 i32)))`)}
      (func $f (export "f") (param $x i32) (param $n i32) (param $t i32) (param $k i32) (result i32)
        (local $sum i32) (local $at i32)
        (if (local.get $k) (then (local.set $sum (i32.load (local.get $t)))))
        ${before.join('\n')} ${calls.join('\n')} ${after.join('\n')}
        (local.set $at (call $realloc (i32.const 0) (i32.const 0) (i32.const 4) (i32.const 12)))
        (i32.store (local.get $at) (local.get $x)) (i32.store offset=4 (local.get $at) (local.get $n))
        (i32.store offset=8 (local.get $at) (local.get $sum)) (local.get $at))
      (func (export "run") (param $x i32) (param $n i32) (result i32)
        ${[64, 68, 72].map((at) => `(i32.store (i32.const ${at}) (call $make))`).join(' ')}
        (call $f (local.get $x) (local.get $n) (i32.const 64) (i32.const ${random.below(4)})))
      (func (export "done") (param i32) (i32.store (local.get 0) (i32.const -1))))
    (core instance $i (instantiate $code (with "m" (instance $m)) (with "" (instance
      ${given.map((name) => `(export "${name}" (func $${name}))`).join(' ')}))))
    (func (export "f") ${signature(handles)} (canon lift (core func $i "f") ${options}
      (post-return (core func $i "done"))))
    (func (export "run") ${signature('')} (canon lift (core func $i "run") ${options}
      (post-return (core func $i "done")))))`;
}

const FIRST = '(i32.load (local.get $t))';

/** The use of the first handle, if there is one; a use after the calls breaks a rule. */
function action({ below, pick }: Random, isBehind: boolean): string {
  const broken = [
    `(local.set $sum (i32.add (local.get $sum) (call $get ${FIRST})))`,
    `(call $drop ${FIRST})`,
    `(i32.store (local.get $t) (i32.const ${below(9)}))`,
    '(unreachable)',
  ];
  const allowed = [
    `(local.set $sum (i32.add (local.get $sum) (i32.mul (i32.const 7) (call $get ${FIRST}))))`,
    `(call $drop ${FIRST}) (i32.store (local.get $t) (call $make))`,
    `(local.set $k (i32.sub (local.get $k) (i32.const 1))) (local.set $t (i32.add (local.get $t) (i32.const 4)))`,
    `(local.set $sum (i32.add (local.get $sum) (call $make)))`,
  ];
  const done = pick(isBehind || below(5) === 0 ? broken : allowed);
  // Behind the calls the handles are gone, so that it is seldom done.
  const when = isBehind ? `(i32.eq (local.get $n) (i32.const ${below(12)}))` : '(local.get $k)';
  return `(if ${when} (then ${done}))`;
}

function instance(one: number, callees: readonly number[], named: number): string {
  const types = Array.from({ length: named }, (_, at) => `(with "n${at}" (type $n${at}))`).join(' ');
  const given = callees.map((callee) => `(with "f${callee}" (func $i${callee} "f"))`).join(' ');
  return `(instance $i${one} (instantiate $c${one} (with "r" (type $r))
    (with "make" (func $maker "make")) (with "get" (func $maker "get")) ${types} ${given}))`;
}
