import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fromSources } from '../../host/src/testing/from-sources.ts';

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('an interrupted build', { skip: process.platform === 'win32' }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wit-studio-interrupt-'));
  after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'bin'));
  await mkdir(join(folder, 'crate'));
  await writeFile(join(folder, 'crate/Cargo.toml'), '[package]\nname = "crate"\nversion = "0.1.0"\n');
  const cargo = '#!/bin/sh\nsleep 600 &\necho "waits for $!" >&2\nwait\n';
  await writeFile(join(folder, 'bin/cargo'), cargo, { mode: 0o755 });

  for (const [name, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    it(`by ${name} ends its tool and the tool's children, and exits with ${code}`, async () => {
      const env = { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH']}` };
      const args = [...fromSources('cli/src/main.ts'), 'build', join(folder, 'crate')];
      const command = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
      let tool: number | undefined;
      for await (const line of createInterface(command.stderr)) {
        tool = Number(/waits for (\d+)/.exec(line)?.[1]);
        if (tool > 0) break;
      }
      command.kill(name);
      assert.deepEqual(await once(command, 'exit'), [code, null]);
      while (isRunning(tool!)) await wait(10);
    });
});
