import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fromSources } from '../../host/src/testing/from-sources.ts';

describe('a command whose reader closes the pipe', () => {
  it('keeps its exit code and prints no error', { timeout: 60_000 }, async () => {
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

describe('a command whose output cannot be written', () => {
  it('reports it and exits with 1', { skip: !existsSync('/dev/full') }, () => {
    const full = openSync('/dev/full', 'w');
    const args = [...fromSources('cli/src/main.ts'), 'help', 'run'];
    const { status, stderr } = spawnSync(process.execPath, args, {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    assert.equal(status, 1);
    assert.match(stderr, /^error\[file-access\]: the output cannot be written: there is no space left\n/);
  });
});

describe('an invalid command line', () => {
  const stderrOf = (...args: readonly string[]): string =>
    spawnSync(process.execPath, [...fromSources('cli/src/main.ts'), ...args], { encoding: 'utf8' }).stderr;

  it('is reported in one line, with a suggestion and the help command', () => {
    const cases = [
      [['srve'], 'unknown command srve; did you mean serve?', ''],
      [['serve', '--adr', '1'], 'unknown option --adr; did you mean --addr?', ' serve'],
      [['serve', '--port', '1'], 'unknown option --port', ' serve'],
      [['run'], 'a component is required', ' run'],
      [['run', '-x'], 'unknown option -x', ' run'],
      [['run', '--env'], '--env needs a value', ' run'],
      [
        ['run', '--timeout', '-1', 'a.wasm'],
        '--timeout needs a value; write a value that starts with - as --timeout=-…',
        ' run',
      ],
      [['compose', '-o', '-x'], '-o needs a value; write a value that starts with - as -o-…', ' compose'],
      [['serve', '--watch=1'], '--watch takes no value', ' serve'],
      [['run', '--env', '=x', 'a.wasm'], '--env =x has no variable name', ' run'],
      [['debug-adapter', 'x'], 'unexpected argument x', ' debug-adapter'],
    ] as const;
    for (const [args, message, command] of cases)
      assert.equal(stderrOf(...args), `wit-studio: ${message}; see \`wit-studio${command} --help\`\n`);
  });
});
