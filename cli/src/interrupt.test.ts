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
  for (const crate of ['one', 'two']) {
    await mkdir(join(folder, crate));
    await writeFile(join(folder, crate, 'Cargo.toml'), `[package]\nname = "${crate}"\nversion = "0.1.0"\n`);
  }
  await writeFile(join(folder, 'composition.toml'), '[instances]\none = "one"\ntwo = "two"\n');
  const cargo = '#!/bin/sh\nsleep 600 &\necho "waits for $!" >&2\nwait\n';
  await writeFile(join(folder, 'bin/cargo'), cargo, { mode: 0o755 });

  for (const { name, code, args, builds } of [
    { name: 'SIGINT', code: 130, args: ['compose', 'composition.toml'], builds: 2 },
    { name: 'SIGTERM', code: 143, args: ['build', 'one', 'two'], builds: 2 },
  ] as const)
    it(`by ${name} of ${args[0]} ends its tools and their children, and exits with ${code}`, async () => {
      const env = { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH']}` };
      const [what, ...paths] = args;
      const run = [...fromSources('cli/src/main.ts'), what, ...paths.map((path) => join(folder, path))];
      const command = spawn(process.execPath, run, { env, stdio: ['ignore', 'ignore', 'pipe'] });
      const tools: number[] = [];
      for await (const line of createInterface(command.stderr)) {
        const tool = /waits for (\d+)/.exec(line)?.[1];
        if (tool !== undefined && tools.push(Number(tool)) === builds) break;
      }
      command.kill(name);
      assert.deepEqual(await once(command, 'exit'), [code, null]);
      assert.equal(tools.length, builds);
      for (const tool of tools) while (isRunning(tool)) await wait(10);
    });
});
