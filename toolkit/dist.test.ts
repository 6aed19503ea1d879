import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { parse, print } from '@bytecodealliance/jco-transpile/wasm-tools';
import {
  bindings,
  buildComponent,
  decoder,
  dwarf,
  engine,
  fuse,
  javascript,
  toolkit,
  transpileOptions,
} from '../scripts/build-toolkit.mjs';
import type { LinkedCrates } from '../scripts/lib/linked-crates.mjs';
import type { Root as Bindings } from './bindings/dist/bindings.js';
import bindingsManifest from './bindings/dist/manifest.json' with { type: 'json' };
import type { Root as Decoder } from './decoder/dist/decoder.js';
import decoderManifest from './decoder/dist/manifest.json' with { type: 'json' };
import type { Root as Dwarf } from './dwarf/dist/dwarf.js';
import dwarfManifest from './dwarf/dist/manifest.json' with { type: 'json' };
import type { Root as Engine } from './engine/dist/engine.js';
import engineManifest from './engine/dist/manifest.json' with { type: 'json' };
import type { Root as Fuse } from './fuse/dist/fuse.js';
import fuseManifest from './fuse/dist/manifest.json' with { type: 'json' };
import type { Root as JavaScript } from './javascript/dist/javascript.js';
import javascriptManifest from './javascript/dist/manifest.json' with { type: 'json' };
import type { Root as Toolkit } from './dist/toolkit.js';
import toolkitManifest from './dist/manifest.json' with { type: 'json' };

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

interface Manifest {
  readonly cargoLock: string;
  readonly coreModules: Readonly<Record<string, { readonly start: number; readonly end: number }>>;
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}

/** The licences of crates that may be linked: those that require nothing but attribution. */
const PERMISSIVE = ['MIT', 'Apache-2.0', 'Apache-2.0 WITH LLVM-exception', 'Unicode-3.0', 'Zlib'];

/** @param license an SPDX expression; `/` is an old way to say OR */
const alternatives = (license: string) => license.replace(/[()]/g, '').split(/ OR |\//);
const isPermissive = (license: string) =>
  license.split(' AND ').every((part) => alternatives(part).some((one) => PERMISSIVE.includes(one.trim())));

const programs: readonly [typeof toolkit, Manifest, (folder: string) => Promise<unknown[]>][] = [
  [toolkit, toolkitManifest, behaviourOfToolkit],
  [bindings, bindingsManifest, behaviourOfBindings],
  [decoder, decoderManifest, behaviourOfDecoder],
  [dwarf, dwarfManifest, behaviourOfDwarf],
  [engine, engineManifest, behaviourOfEngine],
  [fuse, fuseManifest, behaviourOfFuse],
  [javascript, javascriptManifest, behaviourOfJavaScript],
];

const engineFiles = ['runtime-opt-size-sync.wasm', 'runtime-opt-size.wasm'];

for (const [program, manifest, behaviour] of programs) {
  const { name } = program;
  const dist = join(program.crate, 'dist');
  const read = (path: string) => readFileSync(join(dist, path));
  /** Without the engines in it, which are others' builds: their parts are listed beside them. */
  const own = (path: string) =>
    engineFiles.reduce((bytes, file) => {
      const engineBytes = readFileSync(join(javascript.crate, 'engine', file));
      const at = bytes.indexOf(engineBytes);
      return at < 0 ? bytes : Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + engineBytes.length)]);
    }, read(path));

  describe(`the committed ${name}`, () => {
    for (const [path, { bytes, sha256: expected }] of Object.entries(manifest.files)) {
      it(`has the ${path} of its manifest`, () => {
        assert.deepEqual([read(path).length, sha256(read(path))], [bytes, expected]);
      });
    }

    it('has no file that the manifest does not name', () => {
      const entries = readdirSync(dist, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && entry.name !== 'manifest.json');
      assert.equal(files.length, Object.keys(manifest.files).length);
    });

    it('was made with the crates of its Cargo.lock', () => {
      const lock = readFileSync(join(program.crate, 'Cargo.lock'));
      assert.equal(sha256(lock), manifest.cargoLock, 'npm run build:toolkit makes it anew');
    });

    const { crates, texts } = cratesOf(dist);

    it('is linked with crates of permissive licences alone', () => {
      assert.ok(crates.length >= 10);
      assert.deepEqual(
        crates.filter(({ license }) => !isPermissive(license)),
        [],
      );
    });

    it('lists every crate that its panics name', () => {
      const paths = own(`${name}.wasm`)
        .toString('latin1')
        .matchAll(/(?:crates|\/rust\/deps)\/([\w-]+)-(\d[\w.+]*)\/src\//g);
      const named = new Set([...paths].map(([, crate, version]) => `${crate} ${version}`));
      assert.ok(
        [...named].some((crate) => crate.startsWith('dlmalloc 0.2.')),
        'of the standard library',
      );
      for (const { name, version } of crates) named.delete(`${name} ${version}`);
      assert.deepEqual([...named], []);
    });

    it('has the text of a licence of every crate, if only from another one', () => {
      const carriers = new Set(texts.flatMap((text) => text.carriers));
      const carried = crates.filter(({ name, version }) => carriers.has(`${name} ${version}`));
      const known = new Set(carried.flatMap(({ license }) => alternatives(license)));
      const mute = crates.filter(({ license }) => !alternatives(license).some((one) => known.has(one)));
      assert.deepEqual(mute, []);
    });

    it('names no folder and no registry of the machine that built it', () => {
      for (const path of Object.keys(manifest.files)) {
        assert.doesNotMatch(
          own(path).toString('latin1'),
          /\/(home|root|Users)\/|registry\/|crates\.io/,
          path,
        );
      }
    });

    it('imports nothing', async () => {
      const wat = await print(read(`${name}.wasm`));
      const imports = wat.split('\n').filter((line) => /^ {2}\(import /.test(line));
      assert.deepEqual(imports, []);
      assert.match(wat, /^ {2}\(export /m);
    });

    it('has the JavaScript that jco writes for the component', async () => {
      const { files } = await transpileBytes(read(`${name}.wasm`), { ...transpileOptions, name });
      assert.equal(sha256(files[`${name}.js`]!), manifest.files[`${name}.js`]!.sha256);
      for (const [path, { start, end }] of Object.entries(manifest.coreModules)) {
        assert.equal(sha256(files[path]!), sha256(read(`${name}.wasm`).subarray(start, end)), path);
      }
    });
  });

  // Only on request: cargo takes minutes.
  if (process.env['BUILD_TOOLKIT'])
    it(`the ${name} built here behaves as the committed one`, async () => {
      const folder = mkdtempSync(join(tmpdir(), `${name}-`));
      try {
        await buildComponent(program, folder);
        assert.deepEqual(await behaviour(folder), await behaviour(dist));
        assert.deepEqual(locked(program.crate, folder), locked(program.crate, dist));
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
}

test('one of alternative licences must be permissive, all of combined ones', () => {
  const permissive = ['MIT/Apache-2.0', 'GPL-2.0-only OR MIT', '(MIT OR MPL-2.0) AND Unicode-3.0'];
  assert.deepEqual(permissive.map(isPermissive), [true, true, true]);
  const others = ['GPL-3.0-only', 'MIT AND MPL-2.0', '(MIT OR Zlib) AND GPL-2.0-only'];
  assert.deepEqual(others.map(isPermissive), [false, false, false]);
});

function cratesOf(folder: string): LinkedCrates {
  return JSON.parse(readFileSync(join(folder, 'crates.json'), 'utf8')) as LinkedCrates;
}

/** The crates of a build that Cargo.lock decides; those of the standard library come with rustc. */
function locked(crate: string, folder: string): LinkedCrates['crates'] {
  const lock = readFileSync(join(crate, 'Cargo.lock'), 'utf8');
  const isLocked = (name: string, version: string) =>
    lock.includes(`name = "${name}"\nversion = "${version}"`);
  return cratesOf(folder).crates.filter(({ name, version }) => isLocked(name, version));
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
  const { coreModules }: Manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const component = readFileSync(join(folder, `${name}.wasm`));
  const modules = new Map<string, WebAssembly.Module>();
  for (const [path, { start, end }] of Object.entries(coreModules)) {
    modules.set(path, await WebAssembly.compile(component.subarray(start, end)));
  }
  return instantiate((path: string) => modules.get(path), {});
}

/** The results of the toolkit in a folder for valid and invalid input. */
async function behaviourOfToolkit(folder: string): Promise<unknown[]> {
  const { describe, document, graph } = (await instanceOf('toolkit', folder)) as Toolkit;
  const [good, bad, app] = await Promise.all([exporter('u32'), exporter('char'), importer].map(parse));
  const compose = (math: Uint8Array) => {
    const all = new graph.Graph();
    for (const bytes of [math, app!]) all.load(bytes);
    for (const index of [0, 1]) all.instantiate(index, `i${index}`);
    all.wire(1, 't:math/ops@0.1.0', 0, 't:math/ops@0.1.0');
    all.export(1, 'run', 'run');
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
  return attempts.map((attempt) => {
    try {
      return attempt();
    } catch (error) {
      return (error as { payload: unknown }).payload;
    }
  });
}

/** The bindings of a world of each kind in each language, and a world within a module. */
async function behaviourOfBindings(folder: string): Promise<unknown[]> {
  const { generators } = (await instanceOf('bindings', folder)) as Bindings;
  const package_ = (text: string) => ({
    main: { tag: 'text' as const, val: [{ path: 'a.wit', text }] },
    dependencies: [],
  });
  const good = package_(
    'package a:b; world w { import log: func(text: string); export f: func() -> list<u8>; }',
  );
  const languages = ['c', 'cpp', 'csharp', 'go', 'moonbit', 'rust'] as const;
  const module = await parse('(module)');
  const attempts = [
    ...languages.map((language) => () => generators.generate(good, language)),
    () => generators.generate(package_('package a:b; world v { } world w { }'), 'c'),
    () => generators.generate(package_('package a:b; world w { export f: func(a: list<u8, 4>); }'), 'go'),
    () => generators.embed(good, module),
  ];
  return attempts.map((attempt) => {
    try {
      return attempt();
    } catch (error) {
      return (error as { payload: unknown }).payload;
    }
  });
}

const packageWith = (items: string) =>
  `(component (type (component (export "a:b/i" (instance ${items})))) (export "i" (type 0)))`;

async function behaviourOfDecoder(folder: string): Promise<unknown[]> {
  const { packages } = (await instanceOf('decoder', folder)) as Decoder;
  const [one, other] = [packageWith('(export "f" (func))'), packageWith('(export "f" (func (result u8)))')];
  const texts = [one, other, await parse(one), 'package a:b;', '(module)', '(component)', '(component (type'];
  const files = texts.map((text) => (typeof text === 'string' ? Buffer.from(text) : text));
  return [packages.decode(files), ...files.map((file) => packages.decode([file]))];
}

/** Frames and places of a module with DWARF, and the reasons why there are none. */
async function behaviourOfDwarf(folder: string): Promise<unknown[]> {
  const { reading } = (await instanceOf('dwarf', folder)) as Dwarf;
  const program = readFileSync(new URL('../test-fixtures/debuggee/packs.wasm', import.meta.url));
  return [program, Uint8Array.of(1, 2, 3), await parse('(module)')].map((bytes) => {
    try {
      const module = reading.Module.open(bytes);
      const [file = ''] = module.files();
      const locations = module.locations(file, 9);
      return locations.map(({ offset }) => [offset, module.frames(offset), module.lineSpans(offset)]);
    } catch (error) {
      return (error as { payload: unknown }).payload;
    }
  });
}

/** The script for a component, or the reasons of its refusal. */
async function behaviourOfEngine(folder: string): Promise<unknown[]> {
  const { bindings } = (await instanceOf('engine', folder)) as Engine;
  const inputs = [await parse(exporter('u32')), Uint8Array.of(1, 2, 3), await parse('(module)')];
  return inputs.map((bytes) => {
    try {
      return bindings.generate(bytes, false);
    } catch (error) {
      return (error as { payload: unknown }).payload;
    }
  });
}

/** Fused components, or the reasons of their refusal. */
async function behaviourOfFuse(folder: string): Promise<unknown[]> {
  const { fusing } = (await instanceOf('fuse', folder)) as Fuse;
  const inputs = [await parse(exporter('u32')), Uint8Array.of(1, 2, 3), await parse('(module)')];
  return inputs.map((bytes) => {
    try {
      return fusing.fuse(bytes, true);
    } catch (error) {
      return (error as { payload: unknown }).payload;
    }
  });
}

async function behaviourOfJavaScript(folder: string): Promise<unknown[]> {
  const { builder } = (await instanceOf('javascript', folder)) as JavaScript;
  const package_ = (text: string) => ({
    main: { tag: 'text' as const, val: [{ path: 'a.wit', text }] },
    dependencies: [],
  });
  const good = package_('package a:b; world w { export f: func(); }');
  const attempts = [
    () => builder.describe(good),
    () => builder.describe(package_('package a:b; world w {')),
    () => builder.describe(package_('package a:b; world v { } world w { }')),
    () => builder.link(good, 'export const f = () => {};', { streams: true, clocks: true, random: true }),
  ];
  return attempts.map((attempt) => {
    try {
      return attempt();
    } catch (error) {
      return (error as { payload: unknown }).payload;
    }
  });
}

for (const [name, expected] of [
  ['runtime-opt-size-sync.wasm', '82ad7fa8463f26abd85d5356fee7e452f05dc0695b70318669f2dc5a9b604bbe'],
  ['runtime-opt-size.wasm', 'ad4f5039ebd6e297222ded214b274e8d465daab660ec25ae2fd3a3be57fc2cfb'],
] as const) {
  test(`the engine ${name} is that of componentize-qjs 0.5.0`, () => {
    assert.equal(sha256(readFileSync(join(javascript.crate, 'engine', name))), expected);
  });
}
