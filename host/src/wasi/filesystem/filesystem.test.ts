import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { HostError } from '../../base/problem.ts';
import { run } from '../../run/run.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { fileCases } from './testing/file-cases.ts';
import { pathCases } from './testing/path-cases.ts';
import { endings, streamCases } from './testing/stream-cases.ts';
import { plantTree } from './testing/tree.ts';

/** Makes the calls that its arguments name, in Rust (test-fixtures/programs/files). */
const component = resolve('test-fixtures/programs/files/files.wasm');

const cases = { ...pathCases, ...fileCases, ...streamCases };

interface Outcome {
  /** The guest's output, a line for each call, as latin-1. */
  readonly lines: readonly string[];
  readonly exitCode: number;
  /** The contents of each folder afterwards: paths and contents of files. */
  readonly left: readonly (readonly string[])[];
}

type Guest = (roots: readonly string[], calls: readonly string[]) => Promise<Omit<Outcome, 'left'>>;

const linesOf = (output: Uint8Array): string[] =>
  Buffer.from(output).toString('latin1').trimEnd().split('\n');

/** Since Node.js 24, a recursive `readdirSync` with types follows links: through one to `.` until the system stops it. */
const leftIn = (root: string, below = ''): string[] =>
  readdirSync(join(root, below), { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(below, entry.name);
      const isShort = entry.isFile() && statSync(join(root, path)).size < 10_000;
      const line = `${path} ${isShort ? readFileSync(join(root, path), 'latin1') : ''}`;
      return entry.isDirectory() ? [line, ...leftIn(root, path)] : [line];
    })
    .sort();

/** Has a guest make the calls of all sequences, each with a folder of its own. */
async function outcomeOf(guest: Guest, sequences: readonly (readonly string[])[]): Promise<Outcome> {
  const base = mkdtempSync(join(tmpdir(), 'wit-studio-files-'));
  try {
    const roots = sequences.map((_, index) => join(base, `${index}`));
    for (const root of roots) plantTree(root);
    const calls = sequences.flatMap((calls, index) =>
      calls.map((call) => call.replaceAll(' p0', ` p${index}`)),
    );
    const { lines, exitCode } = await guest(roots, calls);
    return { lines, exitCode, left: roots.map((root) => leftIn(root)) };
  } finally {
    rmSync(base, { recursive: true });
  }
}

const folderOf = (root: string, index: number) => ({ host: join(root, 'tree'), guest: `/${index}` });

const underWasmtime: Guest = async (roots, calls) => {
  const dirs = roots.map(folderOf).flatMap(({ host, guest }) => ['--dir', `${host}::${guest}`]);
  const { stdout, status } = spawnSync(wasmtime.path, ['run', ...dirs, component, ...calls]);
  return { lines: linesOf(stdout), exitCode: status ?? -1 };
};

const under =
  (storage: string): Guest =>
  async (roots, calls) => {
    const chunks: Uint8Array[] = [];
    const grants = { dirs: roots.map(folderOf), args: ['files.wasm', ...calls] };
    const output = (stream: string, bytes: Uint8Array) => void (stream === 'stdout' && chunks.push(bytes));
    const context = { signal: new AbortController().signal, storage, output };
    const exitCode = await run({ component, grants }, context).then(
      (result) => result.exitCode,
      (error: unknown) => {
        assert.ok(error instanceof HostError && error.problem.code === 'wasi-misuse', String(error));
        return 1;
      },
    );
    return { lines: linesOf(Buffer.concat(chunks)), exitCode };
  };

describe('files behave for a guest as in wasmtime', { skip: wasmtime.missing }, () => {
  let storage: string;
  let ours: Outcome;
  let theirs: Outcome;
  before(async () => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-run-'));
    theirs = await outcomeOf(underWasmtime, Object.values(cases));
    ours = await outcomeOf(under(storage), Object.values(cases));
  });
  after(() => rmSync(storage, { recursive: true }));

  it('to the end', () => {
    const calls = Object.values(cases).flat();
    assert.deepEqual([ours.exitCode, ours.lines.length], [0, calls.length], ours.lines.at(-1));
    assert.deepEqual([theirs.exitCode, theirs.lines.length], [0, calls.length], theirs.lines.at(-1));
  });

  let at = 0;
  for (const [index, [name, calls]] of Object.entries(cases).entries()) {
    const [start, end] = [at, (at += calls.length)];
    it(name, () => {
      assert.deepEqual(ours.lines.slice(start, end), theirs.lines.slice(start, end));
      assert.deepEqual(ours.left[index], theirs.left[index]);
    });
  }

  for (const [name, calls] of Object.entries(endings)) {
    it(name, async () => {
      const expected = await outcomeOf(underWasmtime, [calls]);
      assert.equal(expected.exitCode, 1, 'wasmtime ends the guest');
      assert.deepEqual(await outcomeOf(under(storage), [calls]), expected);
    });
  }
});
