import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { wasmtime } from '../../testing/wasmtime.ts';
import { run } from '../run.ts';

/** A command in Rust that uses wasi:http by hand (test-fixtures/programs/client). */
const component = resolve('test-fixtures/programs/client/client.wasm');

const onWasmtime = (words: readonly string[]): string =>
  spawnSync(wasmtime.path, ['run', '-S', 'http,inherit-network', component, ...words], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  }).stdout;

describe('a guest that uses wasi:http', { skip: wasmtime.missing }, () => {
  let storage: string;

  /** The guest's output, however it ends. */
  async function printed(words: readonly string[]): Promise<string> {
    const chunks: Uint8Array[] = [];
    const output = (stream: string, bytes: Uint8Array) => void (stream === 'stdout' && chunks.push(bytes));
    const context = { signal: new AbortController().signal, storage, output };
    await run({ component, grants: { args: ['client', ...words] } }, context).catch(() => {});
    return Buffer.concat(chunks).toString();
  }

  before(() => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-client-'));
  });
  after(() => rmSync(storage, { recursive: true }));

  for (const words of ['fields', 'setters', 'fill names', 'fill values', 'fill long', 'fill set']) {
    it(`has the results of a real wasmtime: ${words}`, async () => {
      const judged = onWasmtime(words.split(' '));
      assert.notEqual(judged, '');
      assert.equal(await printed(words.split(' ')), judged);
    });
  }
});
