import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guests, part } from '../../host/src/build/testing/guests.ts';
import { loadWasmTools } from '../../host/src/engine/jco.ts';
import { WORLDS } from './worlds.ts';

const BINARIES = [
  ...['command', 'network', 'service'].map((name) => `test-fixtures/programs/${name}/${name}.wasm`),
  'test-fixtures/workspaces/edge/auth/auth.wasm',
];

/** Our own programs, of a few megabytes. */
const TOOLS = ['dist/toolkit', 'decoder/dist/decoder', 'javascript/dist/javascript'].map(
  (name) => `toolkit/${name}.wasm`,
);

/** Worlds with a script each. */
const SCRIPTS: readonly (readonly [wit: string, script: string])[] = [
  ['export add: func(a: u32, b: u32) -> u32;', 'export const add = (a: number, b: number) => a + b;'],
  ['export up: func(s: string) -> string;', 'export const up = (s: string) => s.toUpperCase();'],
  ['export sum: func(l: list<u64>) -> u64;', 'export const sum = (l: bigint[]) => l.reduce((a, b) => a + b, 0n);'],
  ['export may: func(n: option<u8>) -> result<u8, string>;', 'export const may = (n?: number) => n ?? 7;'],
  [
    'export i: interface { record p { x: f64, y: f64 } flip: func(p: p) -> p; }',
    'export const i = { flip: ({ x, y }: { x: number; y: number }) => ({ x: y, y: x }) };',
  ],
  [
    'export i: interface { resource c { constructor(n: u32); get: func() -> u32; } }',
    'class C { constructor(private n: number) {} get() { return this.n; } } export const i = { C };',
  ],
]; // prettier-ignore

/** Real components, of up to a few hundred kilobytes. */
export async function seeds(): Promise<Uint8Array[]> {
  const tools = await loadWasmTools();
  const binaries = BINARIES.map((path) => new Uint8Array(readFileSync(path)));
  const texts = readdirSync('host/src', { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.wat'),
  );
  const assembled = await Promise.all(
    texts.sort().map((path) => tools.parse(readFileSync(join('host/src', path), 'utf8'))),
  );
  const made = [];
  for (const witSource of WORLDS) {
    const core = await tools.componentEmbed({ witSource, world: 'w', dummy: true });
    made.push(await tools.componentNew(core, undefined));
  }
  return [...binaries, ...assembled.filter(isComponent), ...made];
}

/** Those, our own programs, guests in TypeScript, and one of them that is composed with another. */
export async function allSeeds(): Promise<Uint8Array[]> {
  await using built = await guests();
  const paths = [...TOOLS];
  for (const [wit, script] of SCRIPTS)
    paths.push(await built.build(part('w', `package t:g; world w { ${wit} }`, script)));
  const wit = `package t:g; interface i { f: func(n: u32) -> u32; }
    world lender { export i; } world user { import i; export twice: func(n: u32) -> u32; }`;
  const twice = `import { f } from 't:g/i'; export const twice = (n: number) => f(f(n));`;
  const lender = part('lender', wit, 'export const i = { f: (n: number) => n + 1 };');
  paths.push(await built.compose({ lender, user: part('user', wit, twice) }));
  return [...(await seeds()), ...paths.map((path) => new Uint8Array(readFileSync(path)))];
}

const isComponent = (bytes: Uint8Array): boolean => bytes[4] === 0x0d;
