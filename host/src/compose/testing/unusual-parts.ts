/** Components of the unusual graphs, as WAT. */
import type { Interface } from './typed-units/model.ts';
import { unitWat } from './units.ts';

export const A = 't:g/a@1.0.0';
export const B = 't:g/b@1.0.0';
export const a = unitWat({ imports: [], export: A, add: 7 });
export const counter = unitWat({ imports: [], export: A, add: 7, counts: true });
export const layer = unitWat({ imports: [A], export: A, add: 5 });
export const top = unitWat({ imports: [A], export: 'run', add: 1 });
export const both = unitWat({ imports: [A, B], export: 'run', add: 1 });

/** A constant plus the results of `run` of the imports without parameters. */
const adding = (
  imports: string,
  calls: readonly (readonly [instance: string, name: string, type: string])[],
) =>
  `(component ${imports}
    ${calls.map(([instance, name], at) => `(core func $c${at} (canon lower (func ${instance} "${name}")))`).join('\n')}
    (core module $m
      ${calls.map(([, , type], at) => `(import "" "c${at}" (func $c${at} (result ${type})))`).join('\n')}
      (func (export "run") (param i32) (result i32)
        ${calls.map(([, , type], at) => `(local.set 0 (i32.add (local.get 0) (${type}.ne (call $c${at}) (${type}.const 0))))`).join('\n')}
        (local.get 0)))
    (core instance $i (instantiate $m (with "" (instance ${calls.map((_, at) => `(export "c${at}" (func $c${at}))`).join(' ')}))))
    (func $run (param "x" u32) (result u32) (canon lift (core func $i "run")))`;

const CLOCK = 'wasi:clocks/monotonic-clock';
export const oldClock = `${adding(
  `(import "${CLOCK}@0.2.0" (instance $clock (export "now" (func (result u64)))))`,
  [['$clock', 'now', 'i64']],
)} (instance $o (export "f" (func $run))) (export "${A}" (instance $o)))`;
const newClock = adding(
  `(import "${CLOCK}@0.2.6" (instance $clock (export "resolution" (func (result u64)))))
   (import "${A}" (instance $a (export "f" (func (param "x" u32) (result u32)))))`,
  [['$clock', 'resolution', 'i64']],
);
export const topOverClock = `${newClock}
  (core func $f (canon lower (func $a "f")))
  (core module $n (import "" "f" (func $f (param i32) (result i32))) (import "" "run" (func $run (param i32) (result i32)))
    (func (export "run") (param i32) (result i32) (call $f (call $run (local.get 0)))))
  (core instance $j (instantiate $n (with "" (instance (export "f" (func $f)) (export "run" (func $i "run"))))))
  (func $all (param "x" u32) (result u32) (canon lift (core func $j "run")))
  (export "run" (func $all)))`;

/** Imports the functions of `t:g/two` that are named, and exports `name`. */
export const part = (functions: readonly string[], name: string): string =>
  `${adding(
    `(import "t:g/two@1.0.0" (instance $two ${functions.map((one) => `(export "${one}" (func (result u32)))`).join(' ')}))`,
    functions.map((one) => ['$two', one, 'i32']),
  )} (instance $o (export "f" (func $run))) (export "${name}" (instance $o)))`;
export const two = `(component (core module $m (func (export "c") (result i32) (i32.const 3)))
  (core instance $i (instantiate $m)) (func $f (result u32) (canon lift (core func $i "c")))
  (instance $o (export "first" (func $f)) (export "second" (func $f))) (export "t:g/two@1.0.0" (instance $o)))`;

/** The world's own functions: `give` is exported by one and imported by the other. */
export const giver = `(component (core module $m (func (export "c") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 3))))
  (core instance $i (instantiate $m))
  (func $f (param "x" u32) (result u32) (canon lift (core func $i "c"))) (export "give" (func $f)))`;
export const taker = `(component (import "give" (func $give (param "x" u32) (result u32))) (export "run" (func $give)))`;

/** A type of an interface, used by the world and by a function of it. */
const TYPES = 't:g/types@1.0.0';
const typesOf = (instance = '$types') =>
  `(import "${TYPES}" (instance ${instance} (type $p0 (record (field "x" u32) (field "y" u32))) (export "point" (type (eq $p0)))))
   (alias export ${instance} "point" (type $point0)) (import "point" (type $point (eq $point0)))`;
export const mover = `(component ${typesOf()}
  (core module $m (memory (export "memory") 1)
    (func (export "move") (param i32 i32) (result i32)
      (i32.store (i32.const 8) (local.get 1)) (i32.store (i32.const 12) (local.get 0)) (i32.const 8)))
  (core instance $i (instantiate $m))
  (func $move (param "p" $point) (result $point) (canon lift (core func $i "move") (memory (core memory $i "memory"))))
  (export "move" (func $move)))`;
export const movesTwice = `(component ${typesOf()}
  (import "move" (func $move (param "p" $point) (result $point)))
  (core module $memory (memory (export "memory") 1)) (core instance $memory (instantiate $memory))
  (core func $m (canon lower (func $move) (memory (core memory $memory "memory"))))
  (core module $n (import "" "move" (func $move (param i32 i32 i32))) (import "" "memory" (memory 1))
    (func (export "run") (param i32) (result i32) (call $move (local.get 0) (i32.const 4) (i32.const 16))
      (i32.sub (i32.load (i32.const 16)) (i32.load (i32.const 20)))))
  (core instance $i (instantiate $n (with "" (instance (export "move" (func $m)) (export "memory" (memory $memory "memory"))))))
  (func $run (param "x" u32) (result u32) (canon lift (core func $i "run"))) (export "run" (func $run)))`;

/** Exports the resource that it imports, as the same interface. */
const BOX =
  '(export "box" (type $box (sub resource))) (export "[constructor]box" (func (param "x" u32) (result (own $box))))';
export const BOXES = 't:g/boxes@1.0.0';
export const again = `(component (import "${BOXES}" (instance $in ${BOX})) (export "${BOXES}" (instance $in)))`;
export const boxes = `(component
  (type $box (resource (rep i32) (dtor (core func $i "drop"))))
  (core func $new (canon resource.new $box))
  (core module $m (import "" "new" (func $new (param i32) (result i32)))
    (func (export "make") (param i32) (result i32) (call $new (local.get 0))))
  (core instance $j (instantiate $m (with "" (instance (export "new" (func $new))))))
  (func $make (param "x" u32) (result (own $box)) (canon lift (core func $j "make")))
  (component $named (import "box" (type $b (sub resource))) (import "make" (func $make (param "x" u32) (result (own $b))))
    (export $e "box" (type $b)) (export "[constructor]box" (func $make) (func (param "x" u32) (result (own $e)))))
  (instance $o (instantiate $named (with "box" (type $box)) (with "make" (func $make))))
  (export "${BOXES}" (instance $o)))`.replace(
  '(type $box',
  '(core module $d (func (export "drop") (param i32))) (core instance $i (instantiate $d)) (type $box',
);
const READER = 't:g/reader@1.0.0';
const reads = '(export "take" (func (param "b" (own $b)) (result u32)))';
/** Takes a box away. */
export const reader = `(component (import "${BOXES}" (instance $in ${BOX})) (alias export $in "box" (type $box))
  (core func $drop (canon resource.drop $box))
  (core module $m (import "" "drop" (func $drop (param i32)))
    (func (export "take") (param i32) (result i32) (call $drop (local.get 0)) (i32.const 40)))
  (core instance $i (instantiate $m (with "" (instance (export "drop" (func $drop))))))
  (func $take (param "b" (own $box)) (result u32) (canon lift (core func $i "take")))
  (component $named (import "box" (type $b (sub resource))) (import "take" (func $take (param "b" (own $b)) (result u32)))
    (export $e "box" (type $b)) (export "take" (func $take) (func (param "b" (own $e)) (result u32))))
  (instance $o (instantiate $named (with "box" (type $box)) (with "take" (func $take))))
  (export "${READER}" (instance $o)))`;
export const boxUser = `(component (import "${BOXES}" (instance $in ${BOX})) (alias export $in "box" (type $box))
  (import "${READER}" (instance $reader (export "box" (type $b (eq $box))) ${reads}))
  (core func $new (canon lower (func $in "[constructor]box"))) (core func $take (canon lower (func $reader "take")))
  (core module $m (import "" "new" (func $new (param i32) (result i32))) (import "" "take" (func $take (param i32) (result i32)))
    (func (export "run") (param i32) (result i32) (i32.add (local.get 0) (call $take (call $new (local.get 0))))))
  (core instance $i (instantiate $m (with "" (instance (export "new" (func $new)) (export "take" (func $take))))))
  (func $run (param "x" u32) (result u32) (canon lift (core func $i "run"))) (export "run" (func $run)))`;

export const sink: Interface = { name: 't:g/sink@1.0.0', kind: 'sink' };
export const relay: Interface = { name: 't:g/relay@1.0.0', kind: 'async' };
