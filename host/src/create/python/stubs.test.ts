import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { needs } from '../../../../server/src/testing/needs.ts';
import { runTests } from '../../build/tests/run-tests.ts';
import { FUNCTIONS, RESOURCES, VALUES, newComponents, problemOf } from '../testing/new-components.ts';

const { root, start, remove } = await newComponents();
after(remove);

/** The sources of a new component that implements the world of a package. */
async function sources(name: string, wit: string): Promise<{ app: string; test: string; folder: string }> {
  await mkdir(join(root, `${name}-wit`));
  await writeFile(join(root, `${name}-wit/a.wit`), wit);
  const folder = await start(name, 'python', { kind: 'package', wit: join(root, `${name}-wit`) });
  const [app, test] = await Promise.all(
    ['app.py', 'tests/test_app.py'].map((path) => readFile(join(folder, path), 'utf8')),
  );
  return { app: app!, test: test!, folder };
}

const needsPython = needs(
  spawnSync('python3', ['--version']).status === 0,
  'there is no python3: .ci/run installs it',
);

describe('a new component in Python', { skip: needsPython }, () => {
  it('has a method for each function of its world, with the smallest value of its type', async () => {
    const { app, test, folder } = await sources('written', VALUES.replace(/ {2}export extra.*\n/, ''));
    for (const text of [
      'import wit_world.imports.kinds\n',
      'class WitWorld(wit_world.WitWorld):\n    def describe_it(self, item, level):\n        return ("", None)\n',
      'return wit_world.Here(kind_of=None)',
      'class Store(wit_world.exports.Store):\n    def find(self, name, type):\n        return wit_world.imports.kinds.Item(name="", level=wit_world.imports.kinds.Level.LOW_ONE, rights=wit_world.imports.kinds.Rights(0), shape=wit_world.imports.kinds.Shape_Empty(), parent=None, bytes=b"")\n',
      '    def delete(self, which, lines):\n        return wit_world.imports.kinds.Rights(0)\n',
      '    def check(self):\n        return None\n',
    ])
      assert.ok(app.includes(text), text);
    assert.ok(test.startsWith('import unittest\n\nimport app\nimport wit_world.imports.kinds\n'));
    assert.ok(test.includes('self.assertEqual(app.WitWorld().describe_it(wit_world.imports.kinds.Item('));
    const paths = ['app.py', 'tests/test_app.py'];
    assert.equal(spawnSync('python3', ['-m', 'py_compile', ...paths], { cwd: folder }).status, 0);
  });

  it('has a test that passes, fails when it is wrong, and needs the generated modules', async () => {
    const { app, folder } = await sources(
      'tested',
      'package a:b; world w { export next: func(of: u8) -> option<u8>; }',
    );
    const { PATH } = process.env;
    process.env['PATH'] = '';
    try {
      assert.equal(await problemOf(runTests(folder, { output: 'ignore' })), 'python-missing');
    } finally {
      process.env['PATH'] = PATH;
    }
    await mkdir(join(folder, 'wit_world'));
    await writeFile(join(folder, 'wit_world/__init__.py'), 'class WitWorld:\n    pass\n');
    assert.equal(await runTests(folder, { output: 'ignore' }), 0);
    await writeFile(join(folder, 'app.py'), app.replace('return None', 'return of + 1'));
    assert.equal(await runTests(folder, { output: 'ignore' }), 1);
  });

  it('tells interfaces of the same name apart', async () => {
    const text =
      'package a:b; world w { export c:d/store; export e:f/store; } package c:d { interface store { f: func(); } } package e:f { interface store { enum g { none } f: func() -> g; } }';
    const { app } = await sources('same', text);
    assert.ok(app.includes('class CDStore(wit_world.exports.CDStore):'));
    assert.ok(app.includes('return wit_world.exports.e_f_store.G.NONE'));
  });

  it('has a class for each resource that it exports, in a module that is named after the interface', async () => {
    const { app, folder } = await sources('lent', RESOURCES);
    const carts = await readFile(join(folder, 'carts.py'), 'utf8');
    for (const text of [
      'import wit_world.exports.carts\n\n\nclass Cart(wit_world.exports.carts.Cart):\n    def __init__(self, owner):\n        pass\n',
      '    def add(self, item, count):\n        return 0\n',
      '    @classmethod\n    def merge(cls, a, b):\n        return Cart("")\n',
      'class OpenOrder(wit_world.exports.carts.OpenOrder):\n    def state(self):\n        return ""\n',
    ])
      assert.ok(carts.includes(text), `${text}\n\n${carts}`);
    assert.ok(app.startsWith('import carts\nimport wit_world.exports\n'), app);
    assert.ok(
      app.includes('class Desk(wit_world.exports.Desk):\n    def pay(self, of):\n        return 0\n'),
    );
    assert.ok(app.includes('    def order(self, of):\n        return carts.OpenOrder()\n'));
    const paths = ['app.py', 'carts.py', 'tests/test_app.py'];
    assert.equal(spawnSync('python3', ['-m', 'py_compile', ...paths], { cwd: folder }).status, 0);
  });

  it('tests a method where only resources have values to compare', async () => {
    const text =
      'package a:b; interface i { resource r { constructor(n: u8); f: func(g: u8) -> u8; } } world w { export i; }';
    const { test } = await sources('method', text);
    assert.ok(test.startsWith('import unittest\n\nimport i\n\n\n'), test);
    assert.ok(test.includes('self.assertEqual(i.R(0).f(0), 0)'), test);
  });

  it('tells imported interfaces of the same name apart, and an imported from an exported one', async () => {
    const text = `package a:b;
interface same { record r { n: u8 } f: func() -> r; }
world w { import c:d/store; import e:f/store@0.1.0; import e:f/store@0.2.0; import same; export same; export last; }
interface last { use c:d/store.{t}; use e:f/store@0.1.0.{u}; use e:f/store@0.2.0.{v}; g: func() -> t; h: func() -> u; i: func() -> v; }
package c:d { interface store { enum t { x } } }
package e:f@0.1.0 { interface store { enum u { x } } }
package e:f@0.2.0 { interface store { enum v { x } } }
`;
    const { app } = await sources('apart', text);
    for (const value of [
      'wit_world.imports.c_d_store.T.X',
      'wit_world.imports.e_f_store_0_1_0.U.X',
      'wit_world.imports.e_f_store_0_2_0.V.X',
      'wit_world.imports.same.R(n=0)',
    ])
      assert.ok(app.includes(`return ${value}\n`), `${value}\n\n${app}`);
  });

  it('is tested by the user where the generated modules confuse an imported with an exported interface', async () => {
    const text =
      'package a:b; world w { import c:d/store; export e:f/store; } package c:d { interface store { f: func(); } } package e:f { interface store { f: func() -> u8; } }';
    const { test } = await sources('confused', text);
    assert.ok(test.includes('@unittest.skip("not written yet")'));
  });

  for (const [wit, reason] of [
    ['interface i { resource bare; } world w { export i; }', /resource bare, which has no functions/],
    [
      'interface types { resource r { f: func(); } } world w { export types; }',
      /the name of another: types$/,
    ],
    ['world w { export extra: interface { f: func(); } }', /interface extra of its own/],
  ] as const)
    it(`is refused for ${wit}`, async () => {
      const name = `refused${reason.source.length}`;
      await assert.rejects(sources(name, `package a:b; ${wit}`), reason);
    });

  it('leaves what has no value to write', async () => {
    const text =
      'package a:b; interface i { resource r; f: func() -> r; } world w { use i.{r}; export g: func() -> r; export h: func(a: list<u8, 3>); }';
    const { app, test, folder } = await sources('left', text);
    assert.ok(app.includes('    def g(self):\n        raise NotImplementedError("g")\n'));
    assert.ok(test.includes('@unittest.skip("not written yet")'));
    // Without an import of the module, no module is generated.
    assert.equal(await runTests(folder, { output: 'ignore' }), 0);
  });

  for (const text of FUNCTIONS)
    it(`of ${text} has valid sources`, async () => {
      const name = `python-${text.split(':')[0]}`;
      const folder = await start(name, 'python', { kind: 'function', function: text });
      const paths = ['app.py', 'tests/test_app.py'];
      assert.equal(spawnSync('python3', ['-m', 'py_compile', ...paths], { cwd: folder }).status, 0);
      assert.doesNotMatch(await readFile(join(folder, 'app.py'), 'utf8'), /NotImplementedError/);
    });
});
