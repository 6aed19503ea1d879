import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { GRAPH_FORMS, graphText } from '../../../../server/src/compositions/picture/text.ts';
import { layoutOf } from '../../../../server/src/compositions/picture/layout.ts';
import { folderWith } from '../testing/folder.ts';
import { unitWat } from '../testing/units.ts';

const store = { imports: ['t:host/clock'], export: 't:store/items', add: 1 };
const files = {
  'store.wasm': unitWat(store),
  'left.wasm': unitWat({ imports: ['t:store/items'], export: 't:left/sum', add: 2 }),
  'app.wasm': unitWat({ imports: ['t:left/sum', 't:store/items'], export: 'run', add: 3 }),
  'composition.toml': `exports = ["app"]
[instances]
store = "store.wasm"
cache = "store.wasm"
[instances.left]
component = "left.wasm"
imports = { "t:store/items" = "cache" }
[instances.app]
component = "app.wasm"
imports = { "t:store/items" = "store" }
`,
};

await using folder = await folderWith(files);
const result = await folder.compose({ plan: 'composition.toml', isExplained: true, isDraft: true });

describe('the summary of a composition', () => {
  it('has instances and wires', () => {
    const { cards, wires, exports } = result.graph!;
    const end = ({ card, port }: { card: number; port: string }) => `${cards[card]?.name} ${port}`;
    assert.deepEqual(cards.map(({ name }) => name).toSorted(), ['app', 'cache', 'left', 'store']);
    assert.deepEqual(wires.map(({ from, to }) => `${end(from)} -> ${end(to)}`).toSorted(), [
      'cache t:store/items -> left t:store/items',
      'left t:left/sum -> app t:left/sum',
      'store t:store/items -> app t:store/items',
    ]);
    assert.deepEqual(
      exports.map(({ name, from }) => [name, end(from)]),
      [['run', 'app run']],
    );
    const open = cards.flatMap(({ imports }) => imports.filter(({ state }) => state === 'open'));
    assert.deepEqual(
      open.map(({ name }) => name),
      ['t:host/clock', 't:host/clock'],
    );
  });

  it('has the size of each component, counting shared ones once', () => {
    const shared = result.sizes!.find(({ times }) => times === 2);
    assert.deepEqual(shared?.title.split(', ').toSorted(), ['cache', 'store']);
    assert.equal(result.sizes!.length, 3);
  });

  it('writes no file when only the graph is requested', () => {
    assert.equal(existsSync(join(folder.path, 'target')), false);
  });

  it('marks a module in two components as duplicated', async () => {
    const engine = `(core module $engine (memory 1) (data (i32.const 0) "${'x'.repeat(2000)}"))`;
    const withEngine = (unit: Parameters<typeof unitWat>[0]) =>
      unitWat(unit).replace('(component', `(component ${engine}`);
    await using two = await folderWith({
      'store.wasm': withEngine({ ...store, imports: [] }),
      'app.wasm': withEngine({ imports: ['t:store/items'], export: 'run', add: 3 }),
      'composition.toml': '[instances]\nstore = "store.wasm"\napp = "app.wasm"\n',
    });
    const { sizes } = await two.compose({ plan: 'composition.toml', isExplained: true });
    assert.deepEqual(
      sizes!.filter(({ isDoubled }) => isDoubled).map(({ title, times }) => [title, times]),
      [['engine', 2]],
    );
  });
});

describe('a picture of a composition', () => {
  const view = result.graph!;

  it('places providers left of their importers, without overlaps', () => {
    const { cards, exports, wires } = layoutOf(view);
    assert.deepEqual([wires.length, cards.length, exports.length], [3, 4, 1]);
    for (const { from, to } of wires) assert.ok(from.x < to.x);
    const boxes = [...cards, ...exports];
    for (const [at, a] of boxes.entries())
      for (const b of boxes.slice(at + 1))
        assert.ok(
          a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y,
        );
  });

  it('places the exports of an instance in the order of its ports', () => {
    const names = ['c', 'a', 'd', 'b'];
    const ports = names.map((name) => ({ name, state: 'wired' as const }));
    const card = { name: 'app', detail: '', bytes: undefined, imports: [], exports: ports };
    const exports = ['a', 'b', 'c', 'd'].map((name) => ({ name, from: { card: 0, port: name } }));
    const { exports: boxes } = layoutOf({ cards: [card], wires: [], exports });
    const order = exports.map(({ name }, at) => ({ name, y: boxes[at]!.y })).toSorted((a, b) => a.y - b.y);
    assert.deepEqual(
      order.map(({ name }) => name),
      names,
    );
  });

  it('is written in each format, with all names', () => {
    for (const form of GRAPH_FORMS) {
      const text = graphText(view, form);
      for (const name of ['app', 'cache', 'left', 'store', 'run', 't:store/items', 't:host/clock'])
        assert.ok(text.includes(name), `${form}: ${name}`);
    }
    assert.deepEqual(JSON.parse(graphText(view, 'json')), view);
  });

  it('escapes names', () => {
    const odd = { ...view, cards: view.cards.map((card) => ({ ...card, name: '<"a"\\>' })) };
    assert.ok(!graphText(odd, 'svg').includes('<"a"'));
    assert.ok(graphText(odd, 'dot').includes('label="<\\"a\\"\\\\>"'));
    assert.ok(graphText(odd, 'mermaid').includes('["<#quot;a#quot;\\>"]'));
  });
});
