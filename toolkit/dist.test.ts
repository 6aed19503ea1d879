import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { parse, print } from '@bytecodealliance/jco-transpile/wasm-tools';
import { buildToolkit, transpileOptions } from '../scripts/build-toolkit.mjs';
import type { Root } from './dist/toolkit.js';
import manifest from './dist/manifest.json' with { type: 'json' };

const dist = fileURLToPath(new URL('./dist/', import.meta.url));
const read = (path: string) => readFileSync(join(dist, path));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('the committed toolkit', () => {
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

  it('imports nothing', async () => {
    const wat = await print(read('toolkit.wasm'));
    const imports = wat.split('\n').filter((line) => /^ {2}\(import /.test(line));
    assert.deepEqual(imports, []);
    assert.match(wat, /^ {2}\(export /m);
  });

  it('has the JavaScript that jco writes for the component', async () => {
    const { files } = await transpileBytes(read('toolkit.wasm'), transpileOptions);
    assert.equal(sha256(files['toolkit.js']!), manifest.files['toolkit.js'].sha256);
    for (const [name, { start, end }] of Object.entries(manifest.coreModules)) {
      assert.equal(sha256(files[name]!), sha256(read('toolkit.wasm').subarray(start, end)), name);
    }
  });
});

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

describe('the toolkit built here', { skip: !process.env['CI_TOOLKIT'] && 'CI_TOOLKIT is not set' }, () => {
  it('behaves as the committed one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'toolkit-'));
    try {
      await buildToolkit(folder);
      assert.deepEqual(await behaviour(folder), await behaviour(dist));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** What the toolkit of a folder makes of good and bad input. */
async function behaviour(folder: string): Promise<unknown[]> {
  const { instantiate } = await import(pathToFileURL(join(folder, 'toolkit.js')).href);
  const { coreModules } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const component = readFileSync(join(folder, 'toolkit.wasm'));
  const modules = new Map<string, WebAssembly.Module>();
  for (const [name, { start, end }] of Object.entries<{ start: number; end: number }>(coreModules)) {
    modules.set(name, await WebAssembly.compile(component.subarray(start, end)));
  }
  const { describe, document, graph }: Root = instantiate((name: string) => modules.get(name), {});
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
