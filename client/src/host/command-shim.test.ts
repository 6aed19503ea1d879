import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { it } from 'node:test';
import { writeShims } from './command-shim.ts';

it('starts the command with its arguments, with any characters in the paths', async () => {
  const folder = await mkdtemp(join(tmpdir(), "wit-studio it's "));
  const script = join(folder, 'command.mjs');
  await writeFile(script, 'console.log(process.env.GREETING, ...process.argv.slice(2));');
  const node = { command: process.execPath, version: process.versions.node, env: { GREETING: 'so' } };
  const bin = join(folder, 'bin');
  for (let time = 0; time < 2; time++) await writeShims(bin, node, script);
  const PATH = `${bin}${delimiter}${process.env['PATH']}`;
  const shell = process.platform === 'win32';
  const output = execFileSync('wit-studio', ['a', 'b'], {
    env: { ...process.env, PATH },
    encoding: 'utf8',
    shell,
  });
  assert.equal(output, 'so a b\n');
  assert.match(await readFile(join(bin, 'wit-studio.cmd'), 'utf8'), /"\r\n"[^\n]*command\.mjs" %\*\r\n$/);
  await rm(folder, { recursive: true });
});
