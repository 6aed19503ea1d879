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

  it('is named in one line, with the one that may be meant and the way to the help', () => {
    const cases = [
      [['srve'], 'there is no subcommand srve; did you mean serve?', ''],
      [['serve', '--adr', '1'], '--adr is not known; did you mean --addr?', ' serve'],
      [['serve', '--port', '1'], '--port is not known', ' serve'],
      [['run'], 'which component?', ' run'],
    ] as const;
    for (const [args, message, command] of cases)
      assert.equal(stderrOf(...args), `wit-studio: ${message} (\`wit-studio${command} --help\` says more)\n`);
  });
});
