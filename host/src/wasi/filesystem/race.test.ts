import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { Descriptor } from './descriptor.ts';
import { folderKind, type FolderKind } from './folder.ts';
import { adoptFolderLock, newFolderLock } from './lock.ts';
import { preopen, type Race } from './testing/preopen.ts';

const SWAPS = 1000;
const FOLLOW = { symlinkFollow: true };
const NOTHING = { create: false, directory: false, exclusive: false, truncate: false };
const READ = { read: true, write: false, mutateDirectory: false };

function plant(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'wit-studio-race-')));
  mkdirSync(join(root, 'outside'));
  writeFileSync(join(root, 'outside/secret'), 'secret');
  mkdirSync(join(root, 'tree/folder'), { recursive: true });
  writeFileSync(join(root, 'tree/file'), 'public');
  writeFileSync(join(root, 'tree/folder/secret'), 'public');
  return root;
}

function contentOf(base: Descriptor, path: string): string {
  const file = base.openAt(FOLLOW, path, NOTHING, READ);
  try {
    return Buffer.from(file.read(100n, 0n)[0]).toString();
  } finally {
    file[Symbol.dispose]();
  }
}

/** The outcome of a call: the text that it read, `done`, or an error-code. */
function outcome(call: () => string | void): string {
  try {
    return call() ?? 'done';
  } catch (error) {
    assert.equal(typeof error, 'string', String(error));
    return String(error);
  }
}

/** Everything a guest may try with the two names while another one swaps them. */
const calls = (base: Descriptor): readonly (() => string | void)[] => [
  () => contentOf(base, 'file'),
  () => contentOf(base, 'folder/secret'),
  () => void base.statAt(FOLLOW, 'folder/secret'),
  () => base.openAt(FOLLOW, 'folder/new', { ...NOTHING, create: true }, READ)[Symbol.dispose](),
  () => base.openAt(FOLLOW, 'file', NOTHING, { ...READ, write: true })[Symbol.dispose](),
  () => base.createDirectoryAt('folder/made'),
  () => base.renameAt('folder/new', base, 'folder/newer'),
  () => base.linkAt({}, 'folder/secret', base, 'stolen'),
  () => base.unlinkFileAt('stolen'),
  () => base.removeDirectoryAt('folder/made'),
];

async function race(kind: FolderKind): Promise<{ outcomes: Set<string>; outside: string[]; secret: string }> {
  const root = plant();
  const lock = newFolderLock();
  const swaps = new Int32Array(new SharedArrayBuffer(4));
  const shared: Race = { root: join(root, 'tree'), kind, lock, swaps };
  adoptFolderLock(lock);
  const swapper = new Worker(new URL('testing/swapper.mjs', import.meta.url), { workerData: shared });
  let failure: unknown;
  swapper.on('error', (error) => (failure = error));
  const base = preopen(shared.root, kind);
  const outcomes = new Set<string>();
  try {
    while (Atomics.load(swaps, 0) < SWAPS) {
      for (const call of calls(base)) outcomes.add(outcome(call));
      // Lets the thread report that it failed.
      await new Promise(setImmediate);
      assert.equal(failure, undefined);
    }
    const outside = readdirSync(join(root, 'outside'));
    return { outcomes, outside, secret: readFileSync(join(root, 'outside/secret'), 'utf8') };
  } finally {
    await swapper.terminate();
    adoptFolderLock(newFolderLock());
    base[Symbol.dispose]();
    rmSync(root, { recursive: true });
  }
}

describe('a granted folder, while another guest swaps its entries for links that lead out', () => {
  for (const kind of ['handle', 'path'] as const) {
    const skip =
      kind === 'handle' && folderKind !== 'handle' ? 'folders are held by handles on Linux' : false;
    it(`is not escaped, held by ${kind}`, { skip }, async () => {
      const { outcomes, outside, secret } = await race(kind);
      assert.ok(outcomes.has('public'), 'the guest met its own file');
      assert.ok(outcomes.has('not-permitted'), 'the guest met the link');
      assert.ok(!outcomes.has('secret'), 'the guest read what is outside');
      assert.deepEqual(outside, ['secret']);
      assert.equal(secret, 'secret');
    });
  }
});
