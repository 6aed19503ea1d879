import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostError } from '../../base/problem.ts';
import { callExport } from './call-export.ts';
import type { GraphPart } from './graph.ts';

const add = {
  interface: 't:math/ops@0.1.0',
  name: 'add-one',
  kind: 'free',
  signature: { params: [{ name: 'x', type: { kind: 'u32' } }], result: { kind: 'u32' } },
};
const math = { name: 'math', functions: { exports: [add], imports: [] } } as unknown as GraphPart;
const graph = { parts: [math], exports: [], debug: true, inspects: false };
const made = [{ 't:math/ops@0.1.0': { addOne: (x: number) => x + 1 } }];

describe('a call that a debugger evaluates', () => {
  it('calls an export of an instance', () => {
    assert.equal(callExport('add-one(4)', new Set(), graph, made)?.value, 5);
    assert.equal(callExport('x.y', new Set(), graph, made), undefined);
  });

  it('does not enter an instance that is in the middle of a call', () => {
    assert.throws(
      () => callExport('add-one(4)', new Set(['math']), graph, made),
      ({ problem }: HostError) => problem.code === 'instance-busy' && /math/.test(problem.message),
    );
  });
});
