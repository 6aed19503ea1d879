import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { after, before, describe, it } from 'node:test';
import { permissionFlags } from './permissions.ts';

/** Attempts of malicious generated code, in a guest's thread. */
const attempts = `
import { isMainThread, Worker } from 'node:worker_threads';
import fs from 'node:fs';
import inspector from 'node:inspector';
import { execFileSync } from 'node:child_process';
const [root] = process.argv.slice(2);
const tries = {
  readGranted: () => fs.readFileSync(root + '/granted/a.txt'),
  readGrantedByAnotherName: () => fs.readFileSync(root + '/name/a.txt'),
  writeGranted: () => fs.writeFileSync(root + '/granted/b.txt', ''),
  readReadOnly: () => fs.readFileSync(root + '/readonly/a.txt'),
  writeReadOnly: () => fs.writeFileSync(root + '/readonly/b.txt', ''),
  readTranslation: () => fs.readFileSync(root + '/translation/a.txt'),
  writeTranslation: () => fs.writeFileSync(root + '/translation/a.txt', ''),
  readElsewhere: () => fs.readFileSync(root + '/elsewhere/a.txt'),
  readParent: () => fs.readdirSync(root),
  startProgram: () => execFileSync(process.execPath, ['--version']),
  openInspector: () => inspector.open(0, '127.0.0.1'),
  loadAddon: () => process.dlopen({ exports: {} }, root + '/granted/a.txt'),
};
if (isMainThread) new Worker(new URL(import.meta.url), { argv: [root] });
else {
  const outcome = ([name, attempt]) => {
    try { attempt(); return [name, 'done']; } catch (error) { return [name, error.code]; }
  };
  console.log(JSON.stringify(Object.fromEntries(Object.entries(tries).map(outcome))));
}`;

describe('the permissions of a guest process', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'wit-studio-permissions-'));
    for (const name of ['granted', 'readonly', 'translation', 'elsewhere']) {
      mkdirSync(join(root, name));
      writeFileSync(join(root, name, 'a.txt'), 'a');
    }
    symlinkSync('granted', join(root, 'name'));
    writeFileSync(join(root, 'translation/attempts.mjs'), attempts);
  });
  after(() => rmSync(root, { recursive: true }));

  it('are the files of the engine, of the translation and of the grants', async () => {
    const dirs = [
      { host: join(root, 'name'), readOnly: false },
      { host: join(root, 'readonly'), readOnly: true },
    ];
    const flags = permissionFlags(join(root, 'translation'), { dirs, network: false });
    assert.ok(flags.length > 0, 'every Node.js that the host runs on has a permission model');
    const args = ['--no-warnings', ...flags, join(root, 'translation/attempts.mjs'), root];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env: {} });
    const denied = 'ERR_ACCESS_DENIED';
    assert.deepEqual(JSON.parse(stdout), {
      readGranted: 'done',
      readGrantedByAnotherName: 'done',
      writeGranted: 'done',
      readReadOnly: 'done',
      writeReadOnly: denied,
      readTranslation: 'done',
      writeTranslation: denied,
      readElsewhere: denied,
      readParent: denied,
      startProgram: denied,
      openInspector: denied,
      loadAddon: 'ERR_DLOPEN_DISABLED',
    });
  });

  /** Whether a process may list each of the folders, in words. */
  async function listed(granted: readonly string[], names: readonly string[]): Promise<string[]> {
    const dirs = granted.map((name) => ({ host: join(root, name), readOnly: false }));
    const script = `const { readdirSync, writeFileSync } = require('node:fs');
      const attempt = (call) => { try { call(); return 'yes'; } catch (error) { return error.code; } };
      for (const one of process.argv.slice(1))
        console.log(attempt(() => readdirSync(one)), attempt(() => writeFileSync(one + '/new', '')));`;
    const flags = permissionFlags(join(root, 'translation'), { dirs, network: false });
    const paths = names.map((name) => join(root, name));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--no-warnings', ...flags, '-e', script, ...paths],
      { env: {} },
    );
    return stdout.trim().split('\n');
  }

  it('never include the root in place of two folders in it', () => {
    const dirs = ['/data', '/data2'].map((host) => ({ host, readOnly: true }));
    const flags = permissionFlags(join(root, 'translation'), { dirs, network: false });
    assert.ok(flags.includes('--allow-fs-read=/data/'));
    assert.ok(!flags.includes('--allow-fs-read=*'));
  });

  const TIED = [
    ['a folder behind one in it', ['in/some/inner', 'in/some']],
    ['a folder before one in it', ['in/some', 'in/some/inner']],
    ['a folder before one whose name begins alike', ['in/some', 'in/something']],
    ['a folder behind one whose name begins alike', ['in/something', 'in/some']],
    ['three names that begin alike', ['in/some/in', 'in/some/inner', 'in/some/i']],
  ] as const;
  for (const [what, granted] of TIED)
    it(`are those of the grants where they have ${what}`, async () => {
      for (const name of granted) mkdirSync(join(root, name), { recursive: true });
      assert.deepEqual(
        await listed(granted, granted),
        granted.map(() => 'yes yes'),
      );
      assert.deepEqual(await listed(granted, ['elsewhere']), ['ERR_ACCESS_DENIED ERR_ACCESS_DENIED']);
    });
});
