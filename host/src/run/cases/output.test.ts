import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { run } from '../run.ts';
import type { RunContext } from '../context.ts';

/** Makes the calls that its arguments name, in Rust (test-fixtures/programs/files). */
const component = resolve('test-fixtures/programs/files/files.wasm');

describe('output of a guest', () => {
  let storage: string;
  before(() => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-run-'));
  });
  after(() => rmSync(storage, { recursive: true }));

  /** `fill` writes until there is no room, and leaves with 0 then. */
  const fill = (output: NonNullable<RunContext['output']>) => {
    const grants = { args: ['files.wasm', 'stdout o', 'fill o'] };
    // A guest that waits instead would wait for ever.
    const params = { component, grants, limits: { timeoutMs: 30_000 } };
    return run(params, { signal: new AbortController().signal, storage, output });
  };

  it('applies backpressure when its reader is slow', async () => {
    assert.deepEqual(await fill(() => new Promise((done) => setTimeout(done, 200))), { exitCode: 0 });
  });
});
