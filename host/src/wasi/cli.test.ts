import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cli } from './cli.ts';
import { sourceOf } from './input-stream.ts';

it('standard input returns at most 64 KiB for one read, and loses nothing', () => {
  const sink = (): void => {};
  const { getStdin } = cli({}, { stdin: sourceOf(new Uint8Array(100_000)), stdout: sink, stderr: sink })[
    'wasi:cli/stdin'
  ];
  const input = getStdin();
  assert.equal(input.read(1_000_000n).length, 65_536);
  assert.equal(input.read(1_000_000n).length, 34_464);
  assert.throws(() => input.read(1n), { tag: 'closed' });
});
