import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before } from 'node:test';
import { HostError } from '../../base/problem.ts';
import type { Problem } from '../../protocol.ts';

export const context = { signal: new AbortController().signal, progress: () => {}, log: () => {} };

/** Text by path. */
export type Files = Readonly<Record<string, string>>;

/** Makes folders with such files, which are gone after the tests of this file; scripts can be run. */
export function temporaryFolders(): (files: Files) => Promise<string> {
  let root = '';
  let count = 0;
  before(async () => void (root = await mkdtemp(join(tmpdir(), 'wit-studio-folders-'))));
  after(() => rm(root, { recursive: true, force: true }));
  return async (files) => {
    const folder = join(root, `part-${count++}`);
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
      if (text.startsWith('#!')) await chmod(join(folder, path), 0o755);
    }
    return folder;
  };
}

/** The problem that ends some work. */
export const problemOf = (work: Promise<unknown>): Promise<Problem> =>
  work.then(
    () => assert.fail('it was built'),
    (error: unknown) => (error instanceof HostError ? error.problem : assert.fail(String(error))),
  );

/** Runs with other variables of the process. */
export async function withVariables<T>(variables: Files, work: () => Promise<T>): Promise<T> {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    return await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
