import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';

const temporary = mkdtempSync(join(tmpdir(), 'wit-studio-workbench-'));
after(() => rmSync(temporary, { recursive: true }));

/** Fetches a VS Code that consists of a native module. */
const NPM = `require('fs').mkdirSync('node_modules/code-server/lib/vscode/extensions', { recursive: true });
require('fs').mkdirSync('node_modules/node-pty', { recursive: true });
require('fs').writeFileSync('node_modules/node-pty/binding.gyp', '');`;

const failing = (...lines: readonly string[]) =>
  `console.error(${JSON.stringify(lines.join('\n'))}); process.exit(1);`;

/** Installs with these programs in the place of npm and node-gyp. */
function install(name: string, npm: string, gyp = '') {
  const [bin, folder] = [join(temporary, name, 'bin'), join(temporary, name, 'workbench')];
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'npm'), `#!${process.execPath}\n${npm}`, { mode: 0o755 });
  writeFileSync(join(bin, 'apt-get'), '', { mode: 0o755 });
  writeFileSync(join(bin, 'node-gyp.js'), gyp);
  const env = { ...process.env, PATH: bin, npm_config_node_gyp: join(bin, 'node-gyp.js') };
  const script = resolve('scripts/e2e/install-workbench.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, folder], { env, encoding: 'utf8' });
  return { status, lines: stderr.trim().split('\n'), log: join(folder, 'install.log') };
}

const onLinux = { skip: process.platform !== 'linux' && 'names the packages of a Linux' };

describe('installing the VS Code of npm start', onLinux, () => {
  it('says in three lines which module could not be built, why, and what to install', () => {
    const output = ['gyp info it worked if it ends with ok', 'make: g++: No such file or directory'];
    const gyp = failing(
      ...output,
      'gyp ERR! stack Error: `make` failed with exit code: 2',
      'gyp ERR! not ok',
    );
    const { status, lines, log } = install('compiler', NPM, gyp);
    assert.equal(status, 1);
    assert.deepEqual(lines, [
      'node-pty, a native module of VS Code, could not be built: g++: No such file or directory',
      'It needs Python, make and a C++ compiler: `sudo apt-get install python3 make g++`. Or: with the command `code` on the path, `npm start` opens your own VS Code.',
      `The whole output is in ${log}`,
    ]);
    assert.match(readFileSync(log, 'utf8'), /gyp info it worked[^]*gyp ERR! not ok/);
  });

  it("takes node-gyp's own reason where make did not run", () => {
    const { lines } = install(
      'make',
      NPM,
      failing('gyp ERR! build error', 'gyp ERR! stack Error: not found: make'),
    );
    assert.equal(lines[0], 'node-pty, a native module of VS Code, could not be built: not found: make');
  });

  it('says why npm did not fetch it', () => {
    const npm = failing('npm error code ENOTFOUND', 'npm error network request to the registry failed');
    const { status, lines, log } = install('registry', npm);
    assert.deepEqual([status, lines.length], [1, 3]);
    assert.equal(lines[0], 'VS Code could not be fetched by npm: network request to the registry failed');
    assert.match(lines[1]!, /^Check the connection to the registry of npm\. Or: with the command `code`/);
    assert.equal(lines[2], `The whole output is in ${log}`);
  });
});
