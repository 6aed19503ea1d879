/** Three components that pass on a record which has no place in the parameters of a core function. */

const range = (length: number, text: (at: number) => string): string =>
  Array.from({ length }, (_, at) => text(at)).join(' ');

const PAYLOADS = ['', 'u8', 'u64', 'string'];
const TYPES: Readonly<Record<string, string>> = {
  wide: `(variant ${range(300, (at) => `(case "c${at}" ${PAYLOADS[at % 4]})`)})`,
  marks: `(flags ${range(32, (at) => `"f${at}"`)})`,
  many: `(enum ${range(260, (at) => `"e${at}"`)})`,
  all: `(record (field "v" $wide) (field "f" $marks) (field "e" $many) (field "l" (list string))
    (field "o" (option (tuple u8 u64 char))) (field "r" (result string (error (list u32))))
    ${range(20, (at) => `(field "a${at}" u16)`)})`,
};
const NAME = 't:big/values@1.0.0';
const ECHO = '(func (param "x" $all) (result $all))';

const exported = Object.entries(TYPES).map(
  ([name, type]) => `(type $${name}0 ${type}) (export "${name}" (type $${name} (eq $${name}0)))`,
);
const imported = `(import "${NAME}" (instance $in ${exported.join('\n')} (export "echo" ${ECHO})))
  ${Object.keys(TYPES)
    .map((name) => `(alias export $in "${name}" (type $${name}))`)
    .join(' ')}`;

/** Nothing is given back: each is called once. */
const memory = `(core module $memory (memory (export "memory") 1) (global $next (mut i32) (i32.const 16384))
    (data (i32.const 512) "hello")
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (global.set $next (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
      (global.get $next) (global.set $next (i32.add (global.get $next) (local.get 3)))))
  (core instance $memory (instantiate $memory))`;
const OPTIONS = '(memory (core memory $memory "memory")) (realloc (core func $memory "realloc"))';

const exporting = `(func $echo (param "x" $all) (result $all) (canon lift (core func $i "echo") ${OPTIONS}))
  (instance $o ${Object.keys(TYPES)
    .map((name) => `(export "${name}" (type $${name}))`)
    .join(' ')} (export "echo" (func $echo)))
  (export "${NAME}" (instance $o))`;
const lowered = `${memory} (core func $c (canon lower (func $in "echo") ${OPTIONS}))`;
const given = `(with "" (instance (export "echo" (func $c)) (export "memory" (memory $memory "memory"))))`;

/** Where fields of the record are in memory, with the width of the store. */
const FIELDS: readonly (readonly [at: number, store: string, value: number])[] = [
  [0, 'i32.store16', 299],
  [8, 'i32.store', 512],
  [12, 'i32.store', 5],
  [16, 'i32.store', -1],
  [20, 'i32.store16', 259],
  [24, 'i32.store', 600],
  [28, 'i32.store', 1],
  [32, 'i32.store8', 1],
  [40, 'i32.store8', 9],
  [48, 'i32.store', 77],
  [56, 'i32.store', 233],
  [64, 'i32.store8', 0],
  [68, 'i32.store', 512],
  [72, 'i32.store', 5],
  [114, 'i32.store16', 1919],
];
/** Numeric fields that are compared: `run` returns the case, and more if a field differs. */
const COMPARED = FIELDS.filter(([at]) => [16, 20, 48, 56, 114].includes(at));
const loadOf = (store: string): string =>
  store === 'i32.store' ? 'i32.load' : `${store.replace('store', 'load')}_u`;

/** @returns WAT by name: `echo` returns its argument, `middle` calls it, `top` exports `run` and calls `middle` */
export function bigTypesWat(): Readonly<Record<'echo' | 'middle' | 'top', string>> {
  const declared = Object.entries(TYPES).map(([name, type]) => `(type $${name} ${type})`);
  return {
    echo: `(component ${declared.join('\n')} ${memory}
      (core module $m (func (export "echo") (param i32) (result i32) (local.get 0)))
      (core instance $i (instantiate $m)) ${exporting})`,
    middle: `(component ${imported} ${lowered}
      (core module $m (import "" "echo" (func $echo (param i32 i32)))
        (func (export "echo") (param i32) (result i32) (call $echo (local.get 0) (i32.const 2048)) (i32.const 2048)))
      (core instance $i (instantiate $m ${given})) ${exporting})`,
    top: `(component ${imported} ${lowered}
      (core module $m (import "" "echo" (func $echo (param i32 i32))) (import "" "memory" (memory 1))
        (func (export "run") (param i32) (result i32)
          (i32.store (i32.const 600) (i32.const 512)) (i32.store (i32.const 604) (i32.const 5))
          ${FIELDS.map(([at, store, value]) => `(${store} (i32.const ${1024 + at}) (i32.const ${value}))`).join('\n')}
          (call $echo (i32.const 1024) (i32.const 2048))
          (i32.load16_u (i32.const 2048))
          ${COMPARED.map(([at, store, value]) => `(i32.add (i32.mul (i32.const 1000) (i32.ne (${loadOf(store)} (i32.const ${2048 + at})) (i32.const ${value}))))`).join('\n')}))
      (core instance $i (instantiate $m ${given}))
      (func $run (param "x" u32) (result u32) (canon lift (core func $i "run"))) (export "run" (func $run)))`,
  };
}
