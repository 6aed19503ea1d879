import { spawnSync } from 'node:child_process';
import { needs } from '../../../server/src/testing/needs.ts';

function find(): string {
  const named = process.env['WASMTIME'];
  if (named) return named;
  return spawnSync('wasmtime', ['--version']).status === 0 ? 'wasmtime' : '';
}

const path = find();

/** The reference for the behaviour of components. `missing` is the `skip` of a test that uses it. */
export const wasmtime = {
  path,
  missing: needs(path !== '', 'there is no wasmtime: name one by WASMTIME, as .ci/run does'),
};
