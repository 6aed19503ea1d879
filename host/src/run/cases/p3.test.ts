import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compose } from '../../compose/compose.ts';
import { newerNode } from '../../testing/newer-node.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import type { Case, Outcome } from '../testing/case.ts';
import { grantedFolder } from '../testing/folder.ts';
import { judge } from '../testing/on-wasmtime.ts';
import { programFile } from '../testing/on-host.ts';
import { p3Tables } from '../testing/p3-cases.ts';

const runner = fileURLToPath(new URL('../testing/run-p3.ts', import.meta.url));

const programs = ['consumer', 'supplier', 'blocking'].map(programFile);

/** A count of more elements than a stream takes is a trap in wasmtime, and here an address outside of the memory. */
const TOO_MANY = /outside (?:268435456|4294967295)$/;
const withoutKind = ({ steps }: Case, outcome: Outcome): object =>
  TOO_MANY.test(steps) && [1, 134].includes(outcome.exitCode)
    ? { ...outcome, exitCode: 'an error' }
    : outcome;

/** Programs of WASI 0.3 do here what they do under wasmtime, to the letter. */
for (const [table, cases] of Object.entries(p3Tables))
  describe(`${table} beside wasmtime`, { skip: wasmtime.missing || newerNode.missing }, () => {
    let storage: string;
    let runOnWasmtime: ReturnType<typeof judge>;
    let outcomes: Outcome[];
    before(async () => {
      storage = mkdtempSync(join(tmpdir(), 'wit-studio-third-'));
      const { signal } = new AbortController();
      const build = (folder: string): never => assert.fail(`${folder} is a component`);
      await compose({ parts: programs, out: join(storage, 'consumer.wasm') }, { build, signal });
      runOnWasmtime = judge(storage);
      const args = ['--import', 'tsx', runner, storage, table];
      const { stdout } = await promisify(execFile)(newerNode.path, args, { maxBuffer: 1e8 });
      outcomes = JSON.parse(stdout) as Outcome[];
    });
    after(() => rmSync(storage, { recursive: true }));

    for (const [index, one] of cases.entries())
      it(`${one.steps}${one.network ? ', with the network' : ''}`, async () => {
        const folder = one.folder ? grantedFolder() : undefined;
        try {
          assert.deepEqual(
            withoutKind(one, outcomes[index]!),
            withoutKind(one, await runOnWasmtime(one, folder)),
          );
        } finally {
          folder?.remove();
        }
      });
  });
