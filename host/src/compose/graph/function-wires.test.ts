import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { callerInProcess } from '../../run/testing/in-process.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { exporter, functionImporter, importer } from '../testing/components.ts';
import { folderWith } from '../testing/folder.ts';

const OPS = 't:math/ops@0.1.0';
const DOUBLE = 't:math/ops.double@0.1.0';

const point = '(record (field "x" u32) (field "y" u32))';

/** Exports an interface with a function that takes a record of it. */
const points = `(component
  (core module $m (func (export "f") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))
  (core instance $i (instantiate $m))
  (type $p ${point})
  (func $f (param "p" $p) (result u32) (canon lift (core func $i "f")))
  (component $c
    (type $p ${point}) (import "p" (type $point (eq $p)))
    (import "f" (func $f (param "p" $point) (result u32)))
    (export $exported "point" (type $point))
    (export "sum" (func $f) (func (param "p" $exported) (result u32))))
  (instance $points (instantiate $c (with "p" (type $p)) (with "f" (func $f))))
  (export "t:geo/points" (instance $points)))`;

const files = {
  'math.wasm': exporter(),
  'app.wasm': functionImporter('twice'),
  'same.wasm': functionImporter(),
};

const plan = (from: string, name = 'twice', app = 'app.wasm') =>
  `[instances]\nmath = "math.wasm"\napp = { component = "${app}", imports = { ${name} = ${from} } }\n`;

const config = (from: string) =>
  `dependencies: { math: math.wasm, root: app.wasm }\ninstantiations: { root: { arguments: { twice: { instance: math, export: "${from}" } } } }\n`;

const document = (from: string) =>
  `package t:s;\nlet math = new t:math {};\nlet app = new t:app { twice: ${from} };\nexport app...;\n`;

const plans: Readonly<Record<string, { readonly [file: string]: string }>> = {
  'by its own name': { 'composition.toml': plan('{ instance = "math", export = "double" }') },
  'by its package and name': {
    'composition.toml': plan('{ instance = "math", export = "t:math/double" }'),
  },
  'by an interface without other functions': {
    'composition.toml': plan('{ instance = "math", export = "ops" }'),
  },
  'by its interface and name': {
    'composition.toml': plan('{ instance = "math", export = "t:math/ops.double" }'),
  },
  'by both and a version': { 'composition.toml': plan(`{ instance = "math", export = "${DOUBLE}" }`) },
  'by a compatible version': {
    'composition.toml': plan('{ instance = "math", export = "t:math/ops.double@0.1.7" }'),
  },
  'by the name of the import': { 'composition.toml': plan('"math"', 'double', 'same.wasm') },
  'in the form of tutorials': {
    'composition.toml':
      '[component.math]\npath = "math.wasm"\n[component.app]\npath = "app.wasm"\n[component.app.imports]\ntwice = { component = "math", export = "double" }\n',
  },
  'in a configuration, by its name': { 'composition.yml': config('double') },
  'in a configuration, by its interface and name': { 'composition.yml': config(DOUBLE) },
  'in a document': { 's.wac': document(`math["${OPS}"].double`) },
};

describe('a function of an interface fills an import of the world', () => {
  for (const [title, texts] of Object.entries(plans))
    it(title, async (test) => {
      const packages = { 'deps/t/math.wasm': exporter(), 'deps/t/app.wasm': functionImporter('twice') };
      await using folder = await folderWith({ ...files, ...packages, ...texts });
      const name = Object.keys(texts)[0]!;
      const { component, wires, imports, graph } = await folder.compose({ plan: name, isExplained: true });
      assert.deepEqual(imports, []);
      const [wire] = wires;
      assert.deepEqual([wire?.from.replace('t:', ''), wire?.to.replace('root', 'app')], ['math', 'app']);
      assert.equal(wire?.function, DOUBLE);
      const [card] = graph!.wires.map(({ from }) => from.port);
      assert.equal(card, OPS);
      const call = await callerInProcess(component, storage);
      assert.equal(await call('run(21)'), '42');
      await test.test('returns the same in wasmtime', { skip: wasmtime.missing }, () => {
        const args = ['run', '--invoke', 'run(21)', component];
        const { stdout, stderr } = spawnSync(wasmtime.path, args, { encoding: 'utf8' });
        assert.equal(stdout, '42\n', stderr);
      });
    });

  it('with a record that the interface defines', async () => {
    const app = `(component
      (type $p ${point}) (import "point" (type $point (eq $p)))
      (import "sum" (func $sum (param "p" $point) (result u32)))
      (export "run" (func $sum)))`;
    await using folder = await folderWith({
      'app.wasm': app,
      'points.wasm': points,
      'composition.toml':
        '[instances]\npoints = "points.wasm"\napp = { component = "app.wasm", imports = { sum = "points" } }\n',
    });
    const { component } = await folder.compose({ plan: 'composition.toml' });
    const call = await callerInProcess(component, storage);
    assert.equal(await call('run({x: 40, y: 2})'), '42');
  });
});

describe('a function of an interface is exported by the composition', () => {
  const exported = async (exports: string) => {
    const text = `[instances]\nmath = "math.wasm"\n[exports]\n${exports}\n`;
    await using folder = await folderWith({ ...files, 'composition.toml': text });
    const composed = await folder.compose({ plan: 'composition.toml', isExplained: true });
    const call = await callerInProcess(composed.component, storage);
    const [name] = composed.exports;
    const isFunction = !name?.includes(':');
    return { ...composed, result: isFunction ? await call(`${name}(21)`) : undefined };
  };

  it('under its own name, or another', async () => {
    for (const [text, name] of [
      ['double = "math"', 'double'],
      ['twice = { instance = "math", export = "double" }', 'twice'],
      ['twice = { instance = "math", export = "t:math/ops.double" }', 'twice'],
    ] as const) {
      const { exports, result, graph } = await exported(text);
      assert.deepEqual([exports, result], [[name], '42'], text);
      assert.equal(graph?.exports[0]?.from.port, OPS);
    }
  });

  it('but as its interface under the name of one', async () => {
    const { exports } = await exported('"my:own/ops" = { instance = "math", export = "double" }');
    assert.deepEqual(exports, ['my:own/ops']);
  });

  it('unless it has types that only the interface names', async () => {
    await using folder = await folderWith({
      'points.wasm': points,
      'composition.toml': '[instances]\npoints = "points.wasm"\n[exports]\nsum = "points"\n',
    });
    const { code, message, help, where } = await folder.problemOf({ plan: 'composition.toml' });
    assert.deepEqual(
      { code, message, help, where },
      {
        code: 'composition-invalid',
        message: '“sum” of “points” cannot be exported without t:geo/points, which names its types',
        help: 'Export the interface: "t:geo/points" = "points".',
        where: 'sum',
      },
    );
  });
});

describe('a wire to a function', () => {
  const refused = async (text: string, more: Record<string, string> = {}) => {
    await using folder = await folderWith({ ...files, ...more, 'composition.toml': text });
    const { code, message, help, where } = await folder.problemOf({ plan: 'composition.toml' });
    return { code, message, help, where };
  };

  it('that the interface does not have names those that it has', async () => {
    assert.deepEqual(await refused(plan('{ instance = "math", export = "t:math/ops.dubble@0.1.0" }')), {
      code: 'unknown-export',
      message: `${OPS} of “math” has no function “dubble”`,
      help: `Did you mean “${DOUBLE}”?`,
      where: '"t:math/ops.dubble@0.1.0"',
    });
  });

  it('that two interfaces have names both', async () => {
    const more = '(instance $more (export "double" (func $f))) (export "t:more/sums" (instance $more)))';
    const math = exporter().replace(/\)$/, more);
    const from = '{ instance = "math", export = "double" }';
    const { code, help } = await refused(plan(from), { 'math.wasm': math });
    assert.deepEqual([code, help], ['unknown-export', `Say which: ${DOUBLE}, t:more/sums.double.`]);
  });

  it('of another type shows both', async () => {
    const from = '{ instance = "math", export = "double" }';
    const { code, message, help } = await refused(plan(from), {
      'app.wasm':
        '(component (import "twice" (func $f (param "x" u32) (result string))) (export "run" (func $f)))',
    });
    assert.equal(code, 'import-mismatch');
    assert.equal(message, '“math” does not have the twice that “app” imports: twice differs');
    assert.equal(help, `${DOUBLE} is not the same as twice. Build both against the same one.`);
  });

  it('cannot fill a whole interface', async () => {
    const text = plan('{ instance = "math", export = "run" }', '"t:math/ops"');
    const { code, help } = await refused(text, {
      'math.wasm': functionImporter('twice'),
      'app.wasm': importer(),
    });
    assert.equal(code, 'import-mismatch');
    assert.equal(
      help,
      `${OPS} is an interface, and run a function of the world. Let math export ${OPS}, or app import the function in its world.`,
    );
  });
});
