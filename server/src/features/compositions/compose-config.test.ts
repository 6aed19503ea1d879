import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { complete } from '../completion/complete.ts';
import { hover } from '../hover/hover.ts';
import { definition } from '../navigation/definition.ts';
import { settle } from './testing/plan-folder.ts';
import { OPS, samplePlans } from './testing/sample-plans.ts';

const { found, opened, uriOf, remove } = await samplePlans();
after(remove);

const config = `dependencies:
  root: app.wasm
  math: math.wasm
instantiations:
  root:
    arguments:
      ${OPS}: math
`;

describe('a configuration of wasm-tools compose in the editor', () => {
  it('reports its errors, and those that the toolkit finds', async () => {
    const text = config.replace('root: app', 'root: ap').replace('arguments', 'argments');
    const { workspace } = await opened('wasm-compose.yml', text);
    assert.deepEqual(found(workspace, 'wasm-compose.yml'), [
      ['component-unreadable', 'ap.wasm'],
      ['plan-key', 'argments'],
    ]);
    workspace.open(uriOf('wasm-compose.yml'), config.replace('math.wasm', 'wrong.wasm'), 2);
    await settle(workspace, uriOf('wasm-compose.yml'));
    assert.deepEqual(found(workspace, 'wasm-compose.yml'), [['import-mismatch', OPS]]);
    workspace.open(uriOf('wasm-compose.yml'), config, 3);
    await settle(workspace, uriOf('wasm-compose.yml'));
    assert.deepEqual(found(workspace, 'wasm-compose.yml'), []);
  });

  it('completes keys, instances, imports and exports', async () => {
    const labels = async (marked: string) => {
      const { workspace, place } = await opened('wasm-compose.yml', config);
      workspace.open(uriOf('wasm-compose.yml'), marked.replace('|', ''), 2);
      await settle(workspace, uriOf('wasm-compose.yml'));
      place.offset = marked.indexOf('|');
      return complete(workspace.snapshot(), place)?.items.map(({ label }) => label);
    };
    const instance = `${config}  math:\n    |\n`;
    assert.deepEqual(await labels(instance), ['dependency', 'arguments']);
    assert.deepEqual(await labels(config.replace(`${OPS}: math`, '|')), [OPS]);
    assert.deepEqual(await labels(config.replace(': math\n', ': |\n')), ['math', 'false']);
    const exported = config.replace(': math\n', ': { instance: math, export: | }\n');
    assert.deepEqual(await labels(exported), [OPS]);
    assert.ok((await labels(`${config}sk|`))?.includes('skip-validation'));
    assert.equal(await labels(config.replace('math.wasm', 'math.wasm # wh|y')), undefined);
  });

  it('shows the source of a wire, and has a definition from a path to the component', async () => {
    const wire = await opened('wasm-compose.yml', config.replace('t:math/ops', 't:ma|th/ops'));
    assert.match(
      hover(wire.workspace.snapshot(), wire.place)?.markdown ?? '',
      /`root` imports .* from `math`/,
    );
    const { workspace, place } = await opened('wasm-compose.yml', config.replace('math.wasm', 'ma|th.wasm'));
    const targets = definition(workspace.snapshot(), place).map(({ uri }) => uri);
    assert.deepEqual(targets, [uriOf('math.wasm')]);
  });
});
