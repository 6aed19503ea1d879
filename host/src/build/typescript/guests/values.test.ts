import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { camelCase } from '../../../inspect/script-names.ts';
import { wasmtime } from '../../../testing/wasmtime.ts';
import { callInWasmtime, guests, type Guests } from '../../testing/guests.ts';

/** A function by name, its type, its TypeScript, a call of it, and the result. */
type Row = readonly [name: string, type: string, script: string, call: string, value: string];

const rows: readonly Row[] = [
  ['u8s', 'func(l: list<u8>) -> list<u8>', 'id', 'u8s([0, 255])', '[0, 255]'],
  ['s8s', 'func(l: list<s8>) -> list<s8>', 'id', 's8s([-128, 127])', '[-128, 127]'],
  ['u16s', 'func(l: list<u16>) -> list<u16>', 'id', 'u16s([0, 65535])', '[0, 65535]'],
  ['s16s', 'func(l: list<s16>) -> list<s16>', 'id', 's16s([-32768, 32767])', '[-32768, 32767]'],
  ['u32s', 'func(l: list<u32>) -> list<u32>', 'id', 'u32s([0, 4294967295])', '[0, 4294967295]'],
  [
    's32s',
    'func(l: list<s32>) -> list<s32>',
    'id',
    's32s([-2147483648, 2147483647])',
    '[-2147483648, 2147483647]',
  ],
  [
    'u64s',
    'func(l: list<u64>) -> list<u64>',
    'id',
    'u64s([0, 18446744073709551615])',
    '[0, 18446744073709551615]',
  ],
  [
    's64s',
    'func(l: list<s64>) -> list<s64>',
    'id',
    's64s([-9223372036854775808, 9223372036854775807])',
    '[-9223372036854775808, 9223372036854775807]',
  ],
  ['f32s', 'func(l: list<f32>) -> list<f32>', 'id', 'f32s([1.5, -0.25, inf, nan])', '[1.5, -0.25, inf, nan]'],
  ['f64s', 'func(l: list<f64>) -> list<f64>', 'id', 'f64s([1.1, -inf])', '[1.1, -inf]'],
  ['chars', 'func(l: list<char>) -> list<char>', 'id', "chars(['a', 'é', '😀'])", "['a', 'é', '😀']"],
  [
    'nested',
    'func(l: list<list<option<u32>>>) -> list<list<option<u32>>>',
    'id',
    'nested([[some(1), none], []])',
    '[[some(1), none], []]',
  ],
  [
    'points',
    'func(l: list<point>) -> list<point>',
    'id',
    'points([{x: -1, the-label: "l", maybe: some(3)}, {x: 2, the-label: ""}])',
    '[{x: -1, the-label: "l", maybe: some(3)}, {x: 2, the-label: ""}]',
  ],
  [
    'shapes',
    'func(l: list<shape>) -> list<shape>',
    'id',
    'shapes([circle(1.5), square({x: 1, the-label: "q"}), empty])',
    '[circle(1.5), square({x: 1, the-label: "q"}), empty]',
  ],
  ['colors', 'func(l: list<color>) -> list<color>', 'id', 'colors([red, dark-green])', '[red, dark-green]'],
  [
    'allowed',
    'func(p: perms) -> perms',
    '(p: Perms) => ({ ...p, exec: !p.exec })',
    'allowed({can-read})',
    '{can-read, exec}',
  ],
  [
    'turned',
    'func(t: tuple<u8, string, bool>) -> tuple<bool, string, u8>',
    '([a, b, c]: [number, string, boolean]) => [c, b, a]',
    'turned((1, "x", true))',
    '(true, "x", 1)',
  ],
  [
    'length-of',
    'func(o: option<string>) -> option<u32>',
    '(o: string | null) => o?.length',
    'length-of(some("abc"))',
    'some(3)',
  ],
  [
    'none-of',
    'func(o: option<string>) -> option<u32>',
    '(o: string | null) => o?.length',
    'none-of(none)',
    'none',
  ],
  [
    'thrice',
    'func(o: option<option<option<u8>>>) -> option<option<option<u8>>>',
    'id',
    'thrice(some(some(none)))',
    'some(some(none))',
  ],
  ['twice', 'func(o: option<option<u8>>) -> option<option<u8>>', 'id', 'twice(some(none))', 'some(none)'],
  [
    'tried',
    'func(b: bool) -> result<u32, string>',
    "(b: boolean) => { if (b) return 7; throw 'no'; }",
    'tried(true)',
    'ok(7)',
  ],
  [
    'failed',
    'func() -> result<_, point>',
    "() => { throw { x: 1, theLabel: 'l' }; }",
    'failed()',
    'err({x: 1, the-label: "l"})',
  ],
  [
    'error',
    'func() -> result<u32, string>',
    "() => { throw new Error('the message'); }",
    'error()',
    'err("the message")',
  ],
  [
    'held',
    'func(o: option<result<u8, string>>) -> option<result<u8, string>>',
    'id',
    'held(some(err("x")))',
    'some(err("x"))',
  ],
  [
    'long',
    'func(n: u32) -> u32',
    "(n: number) => new TextEncoder().encode('é'.repeat(n)).length",
    'long(300000)',
    '600000',
  ],
  ['echo', 'func(s: string) -> string', 'id', 'echo("Ünïcödé 漢字 \\u{0}")', '"Ünïcödé 漢字 \\u{0}"'],
  [
    'json',
    'func(s: string) -> string',
    '(s: string) => JSON.stringify(JSON.parse(s))',
    'json("[1, {\\"b\\": null}]")',
    '"[1,{\\"b\\":null}]"',
  ],
  [
    'day',
    'func(ms: u64) -> string',
    '(ms: bigint) => new Date(Number(ms)).toISOString()',
    'day(86400000)',
    '"1970-01-02T00:00:00.000Z"',
  ],
  [
    'encoded',
    'func(s: string) -> list<u8>',
    '(s: string) => new TextEncoder().encode(s)',
    'encoded("é€")',
    '[195, 169, 226, 130, 172]',
  ],
  [
    'decoded',
    'func(l: list<u8>) -> string',
    '(l: Uint8Array) => new TextDecoder().decode(l)',
    'decoded([195, 169, 255])',
    '"é�"',
  ],
  ['from-npm', 'func(s: string) -> string', '(s: string) => shout(s)', 'from-npm("a")', '"A!"'],
  [
    'has',
    'func() -> list<bool>',
    "() => ['console', 'TextEncoder', 'queueMicrotask', 'setTimeout'].map((name) => name in globalThis)",
    'has()',
    '[true, true, true, false]',
  ],
  ['nothing', 'func()', '() => 5', 'nothing()', '()'],
  ['delete', 'func(x: u32) -> u32', 'id', 'delete(1)', '1'],
  ['default', 'func() -> u32', '() => 9', 'default()', '9'],
  ['eval', 'func(x: u32) -> u32', 'id', 'eval(3)', '3'],
];

/** In interfaces: an object of functions, and an object of a class. */
const members = {
  'move({x: 1, the-label: "p"})': '{x: 2, the-label: "p"}',
  'label()': '"of a class"',
};

const wit = `package t:many;
interface types {
  record point { x: s32, the-label: string, maybe: option<u8> }
  variant shape { circle(f64), square(point), empty }
  enum color { red, dark-green, blue }
  flags perms { can-read, can-write, exec }
}
interface mover { use types.{point}; move: func(p: point) -> point; }
interface labels { label: func() -> string; }
world many {
  use types.{point, shape, color, perms};
  export mover;
  export labels;
  ${rows.map(([name, type]) => `export ${name}: ${type};`).join('\n  ')}
}`;

const script = `import { shout } from 'shouting';
type Perms = Record<string, boolean>;
const id = <T>(value: T): T => value;
class Labels { label(): string { return 'of a class'; } }
export const mover = { move: (p: { x: number }) => ({ ...p, x: p.x + 1 }) };
export const labels = new Labels();
${rows.map(([, , text], at) => `const f${at} = ${text};`).join('\n')}
export { ${rows.map(([name], at) => `f${at} as ${camelCase(name)}`).join(', ')} };`;

describe('values between WIT and TypeScript', () => {
  let all: Guests;
  let component: string;
  before(async () => {
    all = await guests();
    component = await all.build({
      'wit/many.wit': wit,
      'src/index.ts': script,
      'node_modules/shouting/package.json': '{"name":"shouting","main":"index.js"}',
      'node_modules/shouting/index.js': 'exports.shout = (text) => text.toUpperCase() + "!";',
    });
  });
  after(() => all[Symbol.asyncDispose]());

  const calls = [...rows.map(([, , , call, value]) => [call, value] as const), ...Object.entries(members)];
  for (const [call, value] of calls) {
    it(`${call} is ${value}`, async () => {
      assert.deepEqual(await all.call(component, call), { value, stdout: '', stderr: '' });
    });
  }

  it('are the same in wasmtime', { skip: wasmtime.missing }, () => {
    const there = calls.map(([call]) => [call, callInWasmtime(component, call).value]);
    assert.deepEqual(there, calls);
  });
});
