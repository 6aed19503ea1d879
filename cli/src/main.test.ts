import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fromSources } from '../../host/src/testing/from-sources.ts';

describe('a command whose output is not read to its end', () => {
  it('leaves with its own exit code and says nothing', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wit-studio-pipe-'));
    const types = Array.from({ length: 4_000 }, (_, at) => `type t${at} = unknown-${at};`);
    writeFileSync(join(folder, 'a.wit'), `package a:b;\ninterface i {\n${types.join('\n')}\n}\n`);
    const args = [...fromSources('cli/src/main.ts'), 'check', folder];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdout.destroy();
    const [code] = (await once(child, 'exit')) as [number];
    assert.deepEqual({ code, stderr }, { code: 1, stderr: '' });
    rmSync(folder, { recursive: true });
  });
});

describe('a word of the command line that is not known', () => {
  const stderrOf = (...args: readonly string[]): string =>
    spawnSync(process.execPath, [...fromSources('cli/src/main.ts'), ...args], { encoding: 'utf8' }).stderr;

  it('is named, with the one that may be meant', () => {
    assert.match(stderrOf('srve'), /^wit-studio: there is no subcommand srve; did you mean serve\?\n/);
    assert.match(stderrOf('serve', '--adr', '1'), /^wit-studio: --adr is not known; did you mean --addr\?\n/);
    assert.match(stderrOf('serve', '--port', '1'), /^wit-studio: --port is not known; known are .*--addr/);
  });
});
