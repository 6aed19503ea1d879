import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { wasmtime } from '../../testing/wasmtime.ts';
import type { Case, Outcome } from '../testing/case.ts';
import { descriptorCases, pathCases, standardLibraryCases } from '../testing/file-cases.ts';
import { grantedFolder, type Granted } from '../testing/folder.ts';
import { runOnHost } from '../testing/on-host.ts';
import { deniedCases, httpCases } from '../testing/network-cases.ts';
import { clockCases, endCases, processCases } from '../testing/process-cases.ts';
import {
  lookupCases,
  partlyGrantedCases,
  standardSocketCases,
  tcpCases,
  udpCases,
} from '../testing/socket-cases.ts';
import { keyvalueCases } from '../testing/keyvalue-cases.ts';
import { inputCases, outputCases } from '../testing/stream-cases.ts';
import { judge } from '../testing/on-wasmtime.ts';

const TABLES: Readonly<Record<string, readonly Case[]>> = {
  'paths and folders': pathCases,
  'open files': descriptorCases,
  "files of Rust's standard library": standardLibraryCases,
  'standard input': inputCases,
  'output streams': outputCases,
  'arguments, environment and memory': processCases,
  'ends of a program': endCases,
  'clocks and random': clockCases,
  'wasi:http outside of a server': httpCases,
  'denied sockets, and config': deniedCases,
  'TCP sockets': tcpCases,
  'UDP sockets': udpCases,
  'names of hosts': lookupCases,
  'sockets with some of the grants': partlyGrantedCases,
  "sockets of Rust's standard library": standardSocketCases,
  'key-value stores': keyvalueCases,
};

/** The programs of test-fixtures/programs do here what they do under wasmtime, to the letter. */
describe('programs beside wasmtime', { skip: wasmtime.missing }, () => {
  let storage: string;
  let runOnWasmtime: ReturnType<typeof judge>;
  before(() => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-programs-'));
    runOnWasmtime = judge(storage);
  });
  after(() => rmSync(storage, { recursive: true }));

  const inFolder = async (one: Case, runOnce: (folder?: Granted) => Promise<Outcome>): Promise<Outcome> => {
    if (!one.folder) return runOnce();
    const folder = grantedFolder();
    try {
      return await runOnce(folder);
    } finally {
      folder.remove();
    }
  };

  for (const [table, cases] of Object.entries(TABLES)) {
    describe(table, () => {
      for (const one of cases) {
        it(one.steps, async () => {
          const expected = await inFolder(one, (folder) => runOnWasmtime(one, folder));
          const actual = await inFolder(one, (folder) => runOnHost(one, folder, storage));
          assert.deepEqual(actual, expected);
        });
      }
    });
  }
});
