import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { exporter, importer } from '../testing/components.ts';
import { folderWith } from '../testing/folder.ts';
import { wasmtime } from '../../testing/wasmtime.ts';

const OPS = 't:math/ops@0.1.0';
const components = { 'math.wasm': exporter(), 'app.wasm': importer() };

async function compose(plan: string, files: Record<string, string> = components) {
  await using folder = await folderWith({ ...files, 'composition.toml': plan });
  const { wires, imports, exports } = await folder.compose({ plan: 'composition.toml' });
  return { wires: wires.map((wire) => `${wire.from} -> ${wire.to}: ${wire.interface}`), imports, exports };
}

describe('wires', () => {
  it('join compatible versions, under the name that the importer has', async () => {
    const composed = await compose('instances = { math = "math.wasm", app = "app.wasm" }\n', {
      'math.wasm': exporter('t:math/ops@0.1.7'),
      'app.wasm': importer('t:math/ops@0.1.2'),
    });
    assert.deepEqual(composed.wires, ['math -> app: t:math/ops@0.1.2']);
    assert.deepEqual(composed.imports, []);
  });

  it('connect other versions if the plan says so, and only if no compatible one exists', async () => {
    const plan = 'versions = "any"\ninstances = { math = "math.wasm", app = "app.wasm" }\n';
    const files = { 'math.wasm': exporter('t:math/ops@2.0.0'), 'app.wasm': importer('t:math/ops@1.0.0') };
    assert.deepEqual((await compose(plan, files)).wires, ['math -> app: t:math/ops@1.0.0']);
    const both = { ...files, 'near.wasm': exporter('t:math/ops@1.3.0') };
    const three = plan.replace('{', '{ near = "near.wasm", ');
    assert.deepEqual((await compose(three, both)).wires, ['near -> app: t:math/ops@1.0.0']);
  });

  it('compare the types of versions that the plan bridges', async () => {
    await using folder = await folderWith({
      'math.wasm': exporter('t:math/ops@2.0.0', 'double', 'char'),
      'app.wasm': importer('t:math/ops@1.0.0'),
      'composition.toml': 'versions = "any"\ninstances = { math = "math.wasm", app = "app.wasm" }\n',
    });
    assert.equal((await folder.problemOf({ plan: 'composition.toml' })).code, 'import-mismatch');
  });

  it('prefer the very version', async () => {
    const composed = await compose(
      'instances = { newer = "newer.wasm", math = "math.wasm", app = "app.wasm" }\n',
      {
        ...components,
        'newer.wasm': exporter('t:math/ops@0.1.7'),
      },
    );
    assert.deepEqual(composed.wires, [`math -> app: ${OPS}`]);
  });

  it('of a name without a version are to the versions that the provider has', async () => {
    const versions = (function_: string) => `(component
      (import "t:math/ops@1.0.0" (instance $a (export "double" ${function_})))
      (import "t:math/ops@2.0.0" (instance (export "double" ${function_})))
      (alias export $a "double" (func $f)) (export "run" (func $f)))`;
    const plan = `[instances]\none = "one.wasm"\ntwo = "two.wasm"
      app = { component = "app.wasm", imports = { ops = "one" } }\n`;
    const { wires } = await compose(plan, {
      'one.wasm': exporter('t:math/ops@1.3.0'),
      'two.wasm': exporter('t:math/ops@2.0.0'),
      'app.wasm': versions('(func (param "x" u32) (result u32))'),
    });
    assert.deepEqual(wires, ['one -> app: t:math/ops@1.0.0', 'two -> app: t:math/ops@2.0.0']);
  });

  it('are not missed where the plan leaves an import open, or exports the other version', async () => {
    const open = `[instances]\nmath = "math.wasm"\n
      app = { component = "app.wasm", imports = { ops = false } }\n`;
    assert.deepEqual((await compose(open)).exports, [OPS, 'run']);
    const beside = `[instances]\nmath = "math.wasm"\napp = "app.wasm"
      [exports]\nrun = "app"\n"own:math/ops" = { instance = "math", export = "ops" }\n`;
    const files = { ...components, 'math.wasm': exporter('t:math/ops@2.0.0') };
    assert.deepEqual((await compose(beside, files)).exports, ['run', 'own:math/ops']);
  });

  it('join functions as well as interfaces', async () => {
    const func = '(func (param "x" u32) (result u32))';
    const composed = await compose(
      'instances = { run = "run.wasm", app = "app.wasm", math = "math.wasm" }\n',
      {
        ...components,
        'run.wasm': `(component (import "run" ${func.replace('(func', '(func $run')}) (export "go" (func $run)))`,
      },
    );
    assert.deepEqual(composed.wires, [`app -> run: run`, `math -> app: ${OPS}`]);
    assert.deepEqual(composed.exports, ['go']);
  });

  it('are left out if the plan says so', async () => {
    const composed = await compose(`
      exports = ["app", "math"]
      [instances]
      math = "math.wasm"
      app = { component = "app.wasm", imports = { "t:math/ops" = false } }
    `);
    assert.deepEqual(composed, { wires: [], imports: [OPS], exports: ['run', OPS] });
  });

  it('connect different names if the plan says so', async () => {
    const composed = await compose(
      `[instances]
      math = "math.wasm"
      app = { component = "app.wasm", imports = { "t:math/ops" = { instance = "math", export = "my:own/ops" } } }
      `,
      { 'math.wasm': exporter('my:own/ops'), 'app.wasm': importer() },
    );
    assert.deepEqual(composed.wires, [`math -> app: ${OPS}`]);
  });

  it('go into one instance of a component and out of another', async () => {
    const handler = (exported: string) => `(component
      (import "t:web/handler" (instance $next (export "handle" (func (param "x" u32) (result u32)))))
      (export "${exported}" (instance $next)))`;
    const composed = await compose(
      `[instances]
      leaf = "leaf.wasm"
      inner = { component = "layer.wasm", imports = { "t:web/handler" = "leaf" } }
      outer = { component = "layer.wasm", imports = { "t:web/handler" = "inner" } }
      `,
      { 'leaf.wasm': exporter('t:web/handler', 'handle'), 'layer.wasm': handler('t:web/handler') },
    );
    assert.deepEqual(composed.wires, ['leaf -> inner: t:web/handler', 'inner -> outer: t:web/handler']);
    assert.deepEqual(composed.exports, ['t:web/handler']);
  });
});

describe('exports', () => {
  const instances = '[instances]\nmath = "math.wasm"\napp = "app.wasm"\n';

  it('may have another name, or several', async () => {
    const { exports } = await compose(
      `${instances}[exports]\nrun = "app"\ngo = { instance = "app", export = "run" }\n"${OPS}" = "math"\n`,
    );
    assert.deepEqual(exports, ['run', 'go', OPS]);
  });

  it('may leave out the version', async () => {
    const { exports } = await compose(`${instances}[exports]\n"t:math/ops" = "math"\nrun = "app"\n`);
    assert.deepEqual(exports, [OPS, 'run']);
  });
});

describe('a composition in wasmtime', { skip: wasmtime.missing }, () => {
  it('returns the result', async () => {
    await using folder = await folderWith(components);
    const { component } = await folder.compose({ socket: 'app.wasm', plugs: ['math.wasm'] });
    const { stdout, stderr } = spawnSync(wasmtime.path, ['run', '--invoke', 'run(21)', component], {
      encoding: 'utf8',
    });
    assert.equal(stdout, '42\n', stderr);
  });
});
