import { spawnSync } from 'node:child_process';

function find(): string {
  const named = process.env['WASMTIME'];
  if (named) return named;
  return spawnSync('wasmtime', ['--version']).status === 0 ? 'wasmtime' : '';
}

const path = find();
if (path === '' && process.env['CI']) throw new Error('CI needs a wasmtime: set WASMTIME (.ci/run does)');

/** The judge of what components do. `missing` is the reason to skip a test; under CI a missing one is a failure. */
export const wasmtime = {
  path,
  missing: path === '' ? 'there is no wasmtime: name one by WASMTIME' : (false as const),
};
