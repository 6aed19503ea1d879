import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { runTool } from './tool.ts';

async function linesOf(script: string, signal = new AbortController().signal) {
  const lines: string[] = [];
  const code = await runTool({
    command: process.execPath,
    args: ['-e', script],
    cwd: tmpdir(),
    signal,
    onLine: (stream, line) => lines.push(`${stream}: ${line}`),
  });
  return { code, lines };
}

describe('running a tool', () => {
  it('hands out lines, the last one without an end among them, and the exit code', async () => {
    const { code, lines } = await linesOf(
      "process.stdout.write('a\\r\\nb\\n'); process.stdout.write('é'); process.exitCode = 3;",
    );
    assert.deepEqual(lines, ['stdout: a', 'stdout: b', 'stdout: é']);
    assert.equal(code, 3);
  });

  it('cuts a line without an end', async () => {
    const { lines } = await linesOf("process.stderr.write('x'.repeat(3_000_000))");
    assert.equal(lines.length, 1);
    assert.ok(lines[0]!.length < 2_000_000);
  });

  it('says when there is no such command', async () => {
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
