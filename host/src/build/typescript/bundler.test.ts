import assert from 'node:assert/strict';
import childProcess from 'node:child_process';
import { it } from 'node:test';
import { bundler } from './bundler.ts';

it('runs on the Node.js of the host, whether or not the path has one', async () => {
  const [path, { spawn }] = [process.env['PATH'], childProcess];
  process.env['PATH'] = '';
  try {
    const build = await bundler();
    const building = build({ stdin: { contents: 'let n: number = 1;', loader: 'ts' }, write: false });
    assert.equal(childProcess.spawn, spawn, 'only the bundler starts processes so');
    const { outputFiles } = await building;
    assert.equal(outputFiles[0]?.text, 'let n = 1;\n');
  } finally {
    process.env['PATH'] = path;
  }
});
