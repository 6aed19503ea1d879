import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Description } from '../toolkit.ts';
import { explain } from './explain.ts';

describe('the open imports of a composition', () => {
  it('are functions and interfaces, not the types in their signatures', () => {
    const items: Description['imports'] = [
      { name: 'request', kind: 'type', functions: [], uses: [] },
      { name: 'log', kind: 'func', functions: [], uses: [] },
      { name: 'wasi:io/poll@0.2.12', kind: 'interface', functions: ['poll'], uses: [] },
    ];
    const graph = { instances: [], wires: [], exports: [], stubbed: [] };
    const { imports, exports } = explain(graph, { imports: items, exports: items });
    const named = ['log', 'wasi:io/poll@0.2.12'];
    assert.deepEqual([imports, exports], [named, named]);
  });
});
