import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { wasmtime } from '../testing/wasmtime.ts';
import { exporter, importer } from './testing/components.ts';
import { folderWith } from './testing/folder.ts';

/** The plan that tutorials publish: a table for each component, imports by interface or by function. */
const plan = (name: string, exported: string) => `
[component.math]
path = "math.wasm"

[component.app]
path = "app.wasm"

[component.app.imports]
"${name}" = { component = "math", export = "${exported}" }
`;
const components = { 'math.wasm': exporter(), 'app.wasm': importer() };

describe('a plan with a table for each component', () => {
  const ways: readonly (readonly [name: string, exported: string])[] = [
    ['t:math/ops@0.1.0', 't:math/ops@0.1.0'],
    ['t:math/ops', 't:math/ops'],
    ['ops', 'ops'],
    ['t:math/double', 'double'],
    ['double', 't:math/double'],
  ];
  for (const [name, exported] of ways) {
    it(`wires ${name} to ${exported}`, async () => {
      await using folder = await folderWith({ ...components, 'composition.toml': plan(name, exported) });
      const { wires, exports } = await folder.compose({ plan: 'composition.toml' });
      assert.deepEqual(wires, [{ from: 'math', to: 'app', interface: 't:math/ops@0.1.0' }]);
      assert.deepEqual(exports, ['run']);
    });
  }

  it('lists the candidates of a name that fits several', async () => {
    const two = exporter('t:math/ops@0.1.0').replace(
      /\)\s*$/,
      ' (export "t:more/ops@0.1.0" (instance $ops)))',
    );
    const files = { ...components, 'math.wasm': two, 'composition.toml': plan('ops', 'double') };
    await using folder = await folderWith(files);
    const { code, help } = await folder.problemOf({ plan: 'composition.toml' });
    assert.equal(code, 'unknown-export');
    assert.equal(help, 'Say which: t:math/ops@0.1.0, t:more/ops@0.1.0.');
  });

  it('exports in its own words', async () => {
    const exports = '[exports]\ngo = { component = "app", export = "run" }\n';
    await using folder = await folderWith({
      ...components,
      'composition.toml': `${plan('double', 'double')}${exports}`,
    });
    assert.deepEqual((await folder.compose({ plan: 'composition.toml' })).exports, ['go']);
  });

  it('refuses a name that is also under [instances]', async () => {
    const both = `[instances]\nmath = "math.wasm"\n${plan('double', 'double')}`;
    await using folder = await folderWith({ ...components, 'composition.toml': both });
    const { code, message } = await folder.problemOf({ plan: 'composition.toml' });
    assert.equal(code, 'plan-value');
    assert.equal(message, '“math” names two components, one under [instances] and one under [component]');
  });

  it('returns the same in wasmtime', { skip: wasmtime.missing }, async () => {
    await using folder = await folderWith({ ...components, 'composition.toml': plan('double', 'double') });
    const { component } = await folder.compose({ plan: 'composition.toml' });
    const args = ['run', '--invoke', 'run(21)', component];
    const { stdout, stderr } = spawnSync(wasmtime.path, args, { encoding: 'utf8' });
    assert.equal(stdout, '42\n', stderr);
  });
});
