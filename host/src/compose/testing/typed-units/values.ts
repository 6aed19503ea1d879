/** Functions with many values beside the number, flat or in memory, and functions of maps. */

/** A type that is one core value, a value of it, and its instructions. */
interface Flat {
  readonly size: number;
  readonly core: 'i32' | 'i64' | 'f32' | 'f64';
  readonly load: string;
  readonly store: string;
  readonly value: string;
}

const i32 = (size: number, width: string, sign: string, value: number): Flat => ({
  size,
  core: 'i32',
  load: `i32.load${width}${sign}`,
  store: `i32.store${width}`,
  value: `(i32.const ${value})`,
});

const FLAT = {
  bool: i32(1, '8', '_u', 1),
  u8: i32(1, '8', '_u', 200),
  s8: i32(1, '8', '_s', -100),
  u16: i32(2, '16', '_u', 60_000),
  s16: i32(2, '16', '_s', -30_000),
  u32: i32(4, '', '', -2),
  s32: i32(4, '', '', -70_000),
  char: i32(4, '', '', 0x1f600),
  u64: { size: 8, core: 'i64', load: 'i64.load', store: 'i64.store', value: '(i64.const -3)' },
  s64: { size: 8, core: 'i64', load: 'i64.load', store: 'i64.store', value: '(i64.const -5000000000)' },
  f32: { size: 4, core: 'f32', load: 'f32.load', store: 'f32.store', value: '(f32.const 1.5)' },
  f64: { size: 8, core: 'f64', load: 'f64.load', store: 'f64.store', value: '(f64.const -2.25)' },
} as const satisfies Readonly<Record<string, Flat>>;

export type FlatType = keyof typeof FLAT;
export const FLAT_TYPES = Object.keys(FLAT) as readonly FlatType[];

/** Places in memory: what is received by `realloc`, what is passed, results that a caller gets, and results given. */
export const RECEIVED = 512;
const [PASSED, GOT, GIVEN] = [1024, 2048, 3072];
/** With more core parameters, all are in memory. */
const MOST_FLAT = 16;

const isSpilled = (types: readonly FlatType[]): boolean => types.length + 1 > MOST_FLAT;
const flatsOf = (types: readonly FlatType[]): readonly Flat[] => types.map((type) => FLAT[type]);

/** Of the values behind a u32, in a record. */
function offsetsOf(types: readonly FlatType[]): readonly number[] {
  let end = FLAT.u32.size;
  return flatsOf(types).map(({ size }) => {
    const start = Math.ceil(end / size) * size;
    end = start + size;
    return start;
  });
}

const at = (place: number, offset: number): string => `(i32.const ${place + offset})`;

/** Traps unless each of the values at a place is that of its type. */
const checked = (types: readonly FlatType[], valueOf: (index: number, flat: Flat) => string): string =>
  flatsOf(types)
    .map((flat, index) => `(if (${flat.core}.ne ${valueOf(index, flat)} ${flat.value}) (then (unreachable)))`)
    .join(' ');

const loaded = (types: readonly FlatType[], place: string): string =>
  checked(types, (index, { load }) => `(${load} offset=${offsetsOf(types)[index]!} ${place})`);

const stored = (types: readonly FlatType[], place: number): string =>
  flatsOf(types)
    .map(({ store, value }, index) => `(${store} ${at(place, offsetsOf(types)[index]!)} ${value})`)
    .join(' ');

export const flatSignature = (types: readonly FlatType[]): string =>
  `(param "x" u32) ${types.map((type, index) => `(param "p${index}" ${type})`).join(' ')} (result $values)`;

export const valuesType = (types: readonly FlatType[]): string =>
  `(type $values (tuple u32 ${types.join(' ')}))`;

export const flatItem = (types: readonly FlatType[]): string =>
  `${valuesType(types)} (export "f" (func ${flatSignature(types)}))`;

/** Its core parameters, of which the last one is where the results go. */
export const loweredFlat = (types: readonly FlatType[]): string =>
  isSpilled(types)
    ? '(param i32 i32)'
    : `(param i32 ${flatsOf(types)
        .map(({ core }) => core)
        .join(' ')} i32)`;

export function callFlat(name: string, types: readonly FlatType[]): string {
  const values = flatsOf(types).map(({ value }) => value);
  const call = isSpilled(types)
    ? `(i32.store ${at(PASSED, 0)} (local.get $x)) ${stored(types, PASSED)} (call ${name} ${at(PASSED, 0)} ${at(GOT, 0)})`
    : `(call ${name} (local.get $x) ${values.join(' ')} ${at(GOT, 0)})`;
  return `${call} ${loaded(types, at(GOT, 0))} (i32.load ${at(GOT, 0)})`;
}

/** @param body gives the number for `$x` */
export function implementFlat(types: readonly FlatType[], body: string): string {
  const params = flatsOf(types).map(({ core }, index) => `(param $p${index} ${core})`);
  const received = isSpilled(types)
    ? `(param $p i32) (result i32) (local $x i32) (local.set $x (i32.load (local.get $p))) ${loaded(types, '(local.get $p)')}`
    : `(param $x i32) ${params.join(' ')} (result i32) ${checked(types, (index) => `(local.get $p${index})`)}`;
  return `(func (export "f") ${received} (local.set $x ${body})
    (i32.store ${at(GIVEN, 0)} (local.get $x)) ${stored(types, GIVEN)} ${at(GIVEN, 0)})`;
}

/** From a number to the next one. */
export const MAP = '(type $map (map u32 u32))';

const entry = (place: number): string =>
  `(i32.store ${at(place, 0)} (local.get $x)) (i32.store ${at(place, 4)} (i32.add (local.get $x) (i32.const 1)))`;
/** The key of the only entry of a map, whose list is at a place. */
const keyOf = (list: string, length: string): string =>
  `(if (i32.ne ${length} (i32.const 1)) (then (unreachable)))
   (local.set $x (i32.load ${list}))
   (if (i32.ne (i32.load offset=4 ${list}) (i32.add (local.get $x) (i32.const 1))) (then (unreachable)))`;

export const callMap = (name: string): string =>
  `${entry(PASSED)} (call ${name} ${at(PASSED, 0)} (i32.const 1) ${at(GOT, 0)})
   ${keyOf(`(i32.load ${at(GOT, 0)})`, `(i32.load ${at(GOT, 4)})`)} (local.get $x)`;

/** @param body gives the number for `$x` */
export const implementMap = (body: string): string =>
  `(func (export "f") (param $list i32) (param $length i32) (result i32) (local $x i32)
    ${keyOf('(local.get $list)', '(local.get $length)')}
    (local.set $x ${body}) ${entry(GIVEN + 8)}
    (i32.store ${at(GIVEN, 0)} ${at(GIVEN, 8)}) (i32.store ${at(GIVEN, 4)} (i32.const 1)) ${at(GIVEN, 0)})`;
