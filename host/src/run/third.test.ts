import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { newerNode } from '../testing/newer-node.ts';
import { wasmtime } from '../testing/wasmtime.ts';
import type { Outcome } from './testing/case.ts';
import { grantedFolder } from './testing/folder.ts';
import { judge } from './testing/there.ts';
import { thirdCases } from './testing/third-cases.ts';

const runner = fileURLToPath(new URL('testing/run-third.ts', import.meta.url));

/** A program of WASI 0.3 does here what it does under wasmtime, to the letter. */
describe('WASI 0.3 beside wasmtime', { skip: wasmtime.missing || newerNode.missing }, () => {
  let storage: string;
  let runThere: ReturnType<typeof judge>;
  let outcomes: Outcome[];
  before(async () => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-third-'));
    runThere = judge(storage);
    const args = ['--import', 'tsx', runner, storage];
    const { stdout } = await promisify(execFile)(newerNode.path, args, { maxBuffer: 1e8 });
    outcomes = JSON.parse(stdout) as Outcome[];
  });
  after(() => rmSync(storage, { recursive: true }));

  for (const [index, one] of thirdCases.entries())
    it(`${one.steps}${one.network ? ', with the network' : ''}`, async () => {
      const folder = one.folder ? grantedFolder() : undefined;
      try {
        assert.deepEqual(outcomes[index], await runThere(one, folder));
      } finally {
        folder?.remove();
      }
    });
});
