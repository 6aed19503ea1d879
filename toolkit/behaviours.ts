/**
 * Results of each program of the toolkit for valid and invalid input, by which a new build is compared with the
 * committed one. Each function takes the folder of a build.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import type { Root as Bindings } from './bindings/dist/bindings.js';
import type { Root as Decoder } from './decoder/dist/decoder.js';
import type { Root as Dwarf } from './dwarf/dist/dwarf.js';
import type { Root as Engine } from './engine/dist/engine.js';
import type { Root as Fuse } from './fuse/dist/fuse.js';
import type { Root as JavaScript } from './javascript/dist/javascript.js';
import type { Root as Toolkit } from './dist/toolkit.js';

interface Manifest {
  /** Ranges of the core modules in the component. */
  readonly coreModules: Readonly<Record<string, { readonly start: number; readonly end: number }>>;
}

const exporter = (result: string) => `(component
  (core module $m (func (export "f") (result i32) i32.const 7))
  (core instance $i (instantiate $m))
  (func $f (result ${result}) (canon lift (core func $i "f")))
  (instance $ops (export "seven" (func $f)))
  (export "t:math/ops@0.1.0" (instance $ops)))`;
const importer = `(component
  (import "t:math/ops@0.1.0" (instance $ops (export "seven" (func (result u32)))))
  (alias export $ops "seven" (func $seven))
  (export "run" (func $seven)))`;

async function instanceOf(name: string, folder: string): Promise<unknown> {
  const { instantiate } = await import(pathToFileURL(join(folder, `${name}.js`)).href);
  const { coreModules } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const component = readFileSync(join(folder, `${name}.wasm`));
  const modules = new Map<string, WebAssembly.Module>();
  for (const [path, { start, end }] of Object.entries(coreModules)) {
    modules.set(path, await WebAssembly.compile(component.subarray(start, end)));
  }
  return instantiate((path: string) => modules.get(path), {});
}

/** The result of a call, or the error that the program gives for it. */
function outcome(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return (error as { payload: unknown }).payload;
  }
}

const witPackage = (text: string) => ({
  main: { tag: 'text' as const, val: [{ path: 'a.wit', text }] },
  dependencies: [],
});

/** The results of the toolkit in a folder for valid and invalid input. */
export async function behaviourOfToolkit(folder: string): Promise<unknown[]> {
  const { describe, document, graph } = (await instanceOf('toolkit', folder)) as Toolkit;
  const [good, bad, app] = await Promise.all([exporter('u32'), exporter('char'), importer].map(parse));
  const compose = (math: Uint8Array) => {
    const all = new graph.Graph();
    for (const bytes of [math, app!]) all.load(bytes);
    for (const index of [0, 1]) all.instantiate(index, `i${index}`);
    all.wire(1, 't:math/ops@0.1.0', 0, 't:math/ops@0.1.0', undefined);
    all.export(1, 'run', undefined, 'run');
    return all.encode();
  };
  const attempts = [
    () => describe.describe(good!),
    () => describe.describe(Uint8Array.of(1, 2, 3)),
    () => compose(good!),
    () => compose(bad!),
    () => document.packages('package t:service; let x = new t:app { ... };'),
    () => document.compose('package t:service; export nothing;', []),
  ];
  return attempts.map(outcome);
}

/** The bindings of a world of each kind in each language, and a world within a module. */
export async function behaviourOfBindings(folder: string): Promise<unknown[]> {
  const { generators } = (await instanceOf('bindings', folder)) as Bindings;
  const good = witPackage(
    'package a:b; world w { import log: func(text: string); export f: func() -> list<u8>; }',
  );
  const languages = ['c', 'cpp', 'csharp', 'go', 'moonbit', 'rust'] as const;
  const module = await parse('(module)');
  const attempts = [
    ...languages.map((language) => () => generators.generate(good, language)),
    () => generators.generate(witPackage('package a:b; world v { } world w { }'), 'c'),
    () => generators.generate(witPackage('package a:b; world w { export f: func(a: list<u8, 4>); }'), 'go'),
    () => generators.embed(good, module),
  ];
  return attempts.map(outcome);
}

const packageWith = (items: string) =>
  `(component (type (component (export "a:b/i" (instance ${items})))) (export "i" (type 0)))`;

/** The packages of one set of files and of each file alone, or the reasons of their refusal. */
export async function behaviourOfDecoder(folder: string): Promise<unknown[]> {
  const { packages } = (await instanceOf('decoder', folder)) as Decoder;
  const [one, other] = [packageWith('(export "f" (func))'), packageWith('(export "f" (func (result u8)))')];
  const texts = [one, other, await parse(one), 'package a:b;', '(module)', '(component)', '(component (type'];
  const files = texts.map((text) => (typeof text === 'string' ? Buffer.from(text) : text));
  return [packages.decode(files), ...files.map((file) => packages.decode([file]))];
}

/** Frames and places of a module with DWARF, and the reasons why there are none. */
export async function behaviourOfDwarf(folder: string): Promise<unknown[]> {
  const { reading } = (await instanceOf('dwarf', folder)) as Dwarf;
  const program = readFileSync(new URL('../test-fixtures/debuggee/packs.wasm', import.meta.url));
  const inputs = [program, Uint8Array.of(1, 2, 3), await parse('(module)')];
  return inputs.map((bytes) =>
    outcome(() => {
      const module = reading.Module.open(bytes);
      const [file = ''] = module.files();
      const locations = module.locations(file, 9);
      return locations.map(({ offset }) => [offset, module.frames(offset), module.lineSpans(offset)]);
    }),
  );
}

/** The script for a component, or the reasons of its refusal. */
export async function behaviourOfEngine(folder: string): Promise<unknown[]> {
  const { bindings } = (await instanceOf('engine', folder)) as Engine;
  const inputs = [await parse(exporter('u32')), Uint8Array.of(1, 2, 3), await parse('(module)')];
  return inputs.map((bytes) => outcome(() => bindings.generate(bytes, false)));
}

/** Fused components, or the reasons of their refusal. */
export async function behaviourOfFuse(folder: string): Promise<unknown[]> {
  const { fusing } = (await instanceOf('fuse', folder)) as Fuse;
  const inputs = [await parse(exporter('u32')), Uint8Array.of(1, 2, 3), await parse('(module)')];
  return inputs.map((bytes) => outcome(() => fusing.fuse(bytes, true)));
}

/** A world, a component for a script, and the reasons of refusals. */
export async function behaviourOfJavaScript(folder: string): Promise<unknown[]> {
  const { builder } = (await instanceOf('javascript', folder)) as JavaScript;
  const good = witPackage('package a:b; world w { export f: func(); }');
  const attempts = [
    () => builder.describe(good),
    () => builder.describe(witPackage('package a:b; world w {')),
    () => builder.describe(witPackage('package a:b; world v { } world w { }')),
    () => builder.link(good, 'export const f = () => {};', { streams: true, clocks: true, random: true }),
  ];
  return attempts.map(outcome);
}
