import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, test } from 'node:test';
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { print } from '@bytecodealliance/jco-transpile/wasm-tools';
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
import {
  behaviourOfBindings,
  behaviourOfDecoder,
  behaviourOfDwarf,
  behaviourOfEngine,
  behaviourOfFuse,
  behaviourOfJavaScript,
  behaviourOfToolkit,
} from './behaviours.ts';
import type { LinkedCrates } from '../scripts/lib/linked-crates.mjs';
import bindingsManifest from './bindings/dist/manifest.json' with { type: 'json' };
import decoderManifest from './decoder/dist/manifest.json' with { type: 'json' };
import dwarfManifest from './dwarf/dist/manifest.json' with { type: 'json' };
import engineManifest from './engine/dist/manifest.json' with { type: 'json' };
import fuseManifest from './fuse/dist/manifest.json' with { type: 'json' };
import javascriptManifest from './javascript/dist/manifest.json' with { type: 'json' };
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

for (const [name, expected] of [
  ['runtime-opt-size-sync.wasm', '82ad7fa8463f26abd85d5356fee7e452f05dc0695b70318669f2dc5a9b604bbe'],
  ['runtime-opt-size.wasm', 'ad4f5039ebd6e297222ded214b274e8d465daab660ec25ae2fd3a3be57fc2cfb'],
] as const) {
  test(`the engine ${name} is that of componentize-qjs 0.5.0`, () => {
    assert.equal(sha256(readFileSync(join(javascript.crate, 'engine', name))), expected);
  });
}
