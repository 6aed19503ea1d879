import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlanGraph } from '../../../server/src/lsp/extensions.ts';
import { choicesForExport, choicesForImport, nameFor } from './choices.ts';
import { graphBody, graphPage } from './graph-page.ts';
import { assertLoadsOnlyAssets, assets } from '../ui/testing.ts';

const graph: PlanGraph = {
  picture: '<svg></svg>',
  file: '',
  instances: [],
  choices: [
    { target: 'app', import: 't:a/b', instance: 'one', export: 't:a/b', port: 't:a/b' },
    { target: 'app', import: 't:a/b', instance: 'two', export: 't:own/b', port: 't:own/b' },
    { target: 'app', import: 'f', instance: 'two', export: 't:own/b.f', port: 't:own/b' },
  ],
  components: [],
  isPending: false,
  mistakes: ['<b> does not fit'],
};

describe('the page of a graph', () => {
  it('loads only its own script and stylesheet, and escapes names', () => {
    const page = graphPage('<plan>.toml', assets);
    assertLoadsOnlyAssets(page);
    assert.ok(!page.includes('<plan>'));
    assert.ok(graphBody(graph).includes('&#60;b&#62; does not fit'));
    assert.match(graphBody(undefined), /errors that prevent a graph/);
  });
});

describe('the lists of a graph', () => {
  it('name the providers of an import, and the export when its name differs', () => {
    const wires = choicesForImport(graph, 'app', 't:a/b').map(({ label, edit }) => [
      label,
      edit.kind === 'wire' && edit.from,
    ]);
    assert.deepEqual(wires, [
      ['one', { instance: 'one' }],
      ['two', { instance: 'two', export: 't:own/b' }],
      ['Leave unsatisfied', false],
      ['Wire by name', undefined],
    ]);
  });

  it('name the imports that an export satisfies', () => {
    const choices = choicesForExport(graph, 'two', 't:own/b');
    assert.deepEqual(
      choices.map(({ label }) => label),
      ['app', 'app', 'Export from the composition', 'Remove the export'],
    );
    const from = { instance: 'two', export: 't:own/b.f' };
    assert.deepEqual(choices[1]?.edit, { kind: 'wire', instance: 'app', import: 'f', from });
  });

  it('name a new instance after its file', () => {
    assert.deepEqual([nameFor('a/log.wasm', ['log']), nameFor('handler', [])], ['log-2', 'handler']);
    assert.deepEqual([nameFor('deps/t/math/1.0.0.wasm', []), nameFor('my app.wasm', [])], ['math', 'my-app']);
  });
});
