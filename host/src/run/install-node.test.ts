import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { nodeFolder } from '../base/guest-node.ts';
import { NODE_PACKAGE } from '../node/candidates.ts';
import { HostError } from '../base/problem.ts';
import { installNode } from './install-node.ts';

describe('a Node.js for guests, by npm', () => {
  let root: string;
  let storage: string;
  const lines: string[] = [];
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'wit-studio-install-'));
    storage = join(root, 'storage');
  });
  after(() => rmSync(root, { recursive: true }));

  /** Stands in for npm: a script that gets npm's arguments. */
  function npm(name: string, script: string): readonly [string, string] {
    const path = join(root, `${name}.cjs`);
    writeFileSync(path, script);
    return [process.execPath, path];
  }
  const install = (stand: readonly [string, ...string[]], signal = new AbortController().signal) =>
    installNode({ storage, signal, npm: stand, log: (line) => void lines.push(line) });
  const refusal = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => assert.fail('it was installed'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof HostError);
    return error.problem;
  };

  it('is refused where npm is missing', async () => {
    assert.equal((await refusal(install(['npm-that-nobody-has']))).code, 'npm-missing');
  });

  it('is refused with the last lines of an npm that fails', async () => {
    const stand = npm(
      'failing',
      `for (let n = 1; n < 20; n++) console.error('line ' + n); process.exitCode = 1;`,
    );
    const { code, causes = [] } = await refusal(install(stand));
    assert.equal(code, 'node-install-failed');
    assert.deepEqual(
      causes,
      [12, 13, 14, 15, 16, 17, 18, 19].map((n) => `line ${n}`),
    );
    assert.equal(lines.length, 19);
  });

  it('is refused when the installed program does not start', async () => {
    assert.equal((await refusal(install(npm('idle', '')))).code, 'node-install-failed');
  });

  it('stops when cancelled', async () => {
    const waiting = npm(
      'waiting',
      `require('fs').writeFileSync('started', ''); setInterval(() => {}, 1000);`,
    );
    const controller = new AbortController();
    const work = install(waiting, controller.signal);
    const started = join(nodeFolder(storage), 'started');
    while (!existsSync(started)) await new Promise((done) => setTimeout(done, 20));
    controller.abort(new Error('cancelled'));
    await assert.rejects(work, /cancelled/);
  });

  it('is installed in the storage, from a package without install scripts', async () => {
    const stand = npm(
      'working',
      `const { mkdirSync, symlinkSync, writeFileSync } = require('node:fs');
       const { dirname, join } = require('node:path');
       writeFileSync('arguments', process.argv.slice(2).join(' '));
       const isWindows = process.platform === 'win32';
       const program = join('node_modules', '${NODE_PACKAGE}', ...(isWindows ? ['node.exe'] : ['bin', 'node']));
       mkdirSync(dirname(program), { recursive: true });
       symlinkSync(process.execPath, program);`,
    );
    const { command, version } = await install(stand);
    assert.equal(version, process.versions.node);
    assert.ok(command.startsWith(nodeFolder(storage)));
    assert.match(readArguments(), new RegExp(`^install .*--ignore-scripts.* ${NODE_PACKAGE}@24$`));
  });

  const readArguments = () => readFileSync(join(nodeFolder(storage), 'arguments'), 'utf8');
});
