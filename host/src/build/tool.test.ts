import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { runTool } from './tool.ts';

async function linesOf(script: string, signal = new AbortController().signal) {
  const lines: string[] = [];
  const code = await runTool({
    command: process.execPath,
    args: ['-e', script],
    cwd: tmpdir(),
    signal,
    onLine: (stream, line) => void lines.push(`${stream}: ${line}`),
  });
  return { code, lines };
}

describe('running a tool', () => {
  it('reports lines, also an unterminated last one, and the exit code', async () => {
    const { code, lines } = await linesOf(
      "process.stdout.write('a\\r\\nb\\n'); process.stdout.write('é'); process.exitCode = 3;",
    );
    assert.deepEqual(lines, ['stdout: a', 'stdout: b', 'stdout: é']);
    assert.equal(code, 3);
  });

  it('truncates an endless line', async () => {
    const { lines } = await linesOf("process.stderr.write('x'.repeat(3_000_000))");
    assert.equal(lines.length, 1);
    assert.ok(lines[0]!.length < 2_000_000);
  });

  const odd: Readonly<Record<string, readonly [script: string, lines: readonly string[]]>> = {
    'bytes that are no text': [
      'process.stdout.write(Buffer.from([0xff, 0xfe, 10, 0, 0x80, 10]))',
      ['stdout: \ufffd\ufffd', 'stdout: \0\ufffd'],
    ],
    'half of a character': ['process.stdout.write(Buffer.from([0x61, 0xe2, 0x82]))', ['stdout: a\ufffd']],
    'a character in two pieces': [
      'process.stdout.write(Buffer.from([0xe2, 0x82])); setTimeout(() => process.stdout.write(Buffer.from([0xac])), 50)',
      ['stdout: \u20ac'],
    ],
    nothing: ['', []],
    'empty lines': ["process.stdout.write('\\n\\r\\n\\n')", ['stdout: ', 'stdout: ', 'stdout: ']],
  };
  for (const [name, [script, expected]] of Object.entries(odd)) {
    it(`takes ${name}`, async () => assert.deepEqual(await linesOf(script), { code: 0, lines: expected }));
  }

  it(
    'gives no exit code for a tool that a signal ended',
    { skip: process.platform === 'win32' },
    async () => {
      const { code, lines } = await linesOf(
        "console.log('last words'); process.kill(process.pid, 'SIGKILL')",
      );
      assert.deepEqual([code, lines], [undefined, ['stdout: last words']]);
    },
  );

  it('applies backpressure to a tool that prints fast', async () => {
    const script =
      "const line = 'x'.repeat(65_536) + '\\n'; const go = () => { while (process.stdout.write(line)); process.stdout.once('drain', go); }; go();";
    const controller = new AbortController();
    let [taken, release] = [0, (): void => {}];
    const busy = new Promise<void>((done) => (release = done));
    const onLine = () => (taken++ === 0 ? busy : controller.abort());
    const running = runTool({
      command: process.execPath,
      args: ['-e', script],
      cwd: tmpdir(),
      signal: controller.signal,
      onLine,
    });
    running.catch(() => {});
    while (taken === 0) await wait(10);
    await wait(300);
    assert.equal(taken, 1, 'nothing is handed out meanwhile');
    release();
    await assert.rejects(running, { name: 'AbortError' });
  });

  it('does not wait for a background process of the tool', { timeout: 20_000 }, async () => {
    const child = 'setTimeout(() => {}, 30_000)';
    const { code, lines } = await linesOf(`const { spawn } = require('node:child_process');
      const left = spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit', detached: true });
      left.unref(); console.log(left.pid);`);
    process.kill(Number(lines[0]!.split(' ')[1]), 'SIGKILL');
    assert.equal(code, 0);
  });

  it('reports an unknown command', async () => {
    const run = { command: 'no-such-tool', args: [], cwd: tmpdir(), onLine: () => {} };
    const signal = new AbortController().signal;
    await assert.rejects(runTool({ ...run, signal }), { code: 'ENOENT' });
  });

  it('ends a tool with the processes it started', { skip: process.platform === 'win32' }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wit-studio-tool-'));
    const late = join(folder, 'late');
    const grandchild = `setTimeout(() => require('node:fs').writeFileSync(${JSON.stringify(late)}, ''), 1500)`;
    const script = `const { spawn } = require('node:child_process');
      spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'inherit' });
      console.log('started'); setInterval(() => {}, 1000);`;
    const controller = new AbortController();
    const run = { command: process.execPath, args: ['-e', script], cwd: folder, signal: controller.signal };
    await assert.rejects(runTool({ ...run, onLine: () => controller.abort() }), { name: 'AbortError' });
    await new Promise((done) => setTimeout(done, 2_000));
    assert.equal(existsSync(late), false, 'the process that the tool started has ended');
    rmSync(folder, { recursive: true });
  });
});
