import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { exporter, importer } from './testing/components.ts';
import { folderWith } from './testing/folder.ts';
import { caller, DESK, plan } from './testing/stubbed.ts';

describe('a stub in a plan', () => {
  const mistakes = async (imports: string, app = caller) => {
    await using folder = await folderWith({
      'app.wasm': app,
      'math.wasm': exporter(),
      'composition.toml': plan(imports),
    });
    const problem = await folder.problemOf({ plan: 'composition.toml' });
    return (problem.findings ?? [problem]).map(({ code, message, at }) => [
      code,
      at!.start.line + 1,
      message,
    ]);
  };

  /** The open imports of the composition. */
  const composedWith = async (imports: string, app = caller) => {
    await using folder = await folderWith({
      'app.wasm': app,
      'math.wasm': exporter(),
      'composition.toml': plan(imports),
    });
    return (await folder.compose({ plan: 'composition.toml' })).imports;
  };

  it('has each invalid value reported at its place', async () => {
    const found = await mistakes(`greet = { stub = "hello" }
[instances.app.imports.desk.stub]
cuont = 1
count = "many"
'count("a")' = 1
words = [1]`);
    assert.deepEqual(
      found.map(([code, line]) => [code, line]),
      [
        ['stub-invalid', 4],
        ['stub-invalid', 6],
        ['stub-invalid', 7],
        ['stub-invalid', 8],
        ['plan-value', 9],
      ],
    );
    assert.match(String(found[1]?.[2]), /there is no function cuont, but count, words, find, pair, letter$/);
  });

  it('answers for the function that the import names, or its only one', async () => {
    const answers = { count: '7', 't:s/letter': `"'x'"` };
    for (const [name, answer] of Object.entries(answers))
      assert.deepEqual(await composedWith(`"${name}" = { stub = ${answer} }\ngreet = { stub = true }`), []);
    assert.deepEqual(await composedWith('ops = { stub = 7 }', importer()), []);
    assert.deepEqual(await mistakes('desk = { stub = 7 }\ngreet = { stub = true }'), [
      [
        'stub-invalid',
        4,
        `the stub of ${DESK} has one answer, but the interface has the functions count, words, find, pair, letter`,
      ],
    ]);
  });

  it('is also for a component with exports that WIT cannot describe', async () => {
    const exports = {
      'an interface that it imports': `(import "t:s/res" (instance $r (export "x" (type (sub resource)))))
        (export "t:s/res" (instance $r))`,
      'a type': '(type $t (record (field "x" u32))) (export "t" (type $t))',
      'an interface in an interface':
        '(instance $in) (instance $out (export "in" (instance $in))) (export "out" (instance $out))',
    };
    for (const [title, more] of Object.entries(exports)) {
      const app = importer().replace(/\)$/, `${more})`);
      const open = await composedWith('ops = { stub = 7 }', app);
      assert.deepEqual(open, title === 'an interface that it imports' ? ['t:s/res'] : [], title);
    }
  });

  it('needs imports that WIT can describe', async () => {
    const nested = '(import "out" (instance (export "in" (instance))))';
    const [[, line, message] = []] = await mistakes(
      'ops = { stub = 7 }',
      importer().replace(/\)$/, `${nested})`),
    );
    assert.equal(line, 4);
    assert.match(String(message), /WIT cannot describe the imports: .*`out`/);
  });

  it('is for one instance: others are not wired to it by name', async () => {
    await using folder = await folderWith({
      'app.wasm': caller,
      'composition.toml': `exports = ["app"]
instances.other = "app.wasm"
[instances.app]
component = "app.wasm"
imports = { desk = { stub = true }, greet = { stub = true } }
`,
    });
    const problem = await folder.problemOf({ plan: 'composition.toml' });
    assert.deepEqual([problem.code, problem.message], ['instance-unused', 'nothing imports from other']);
  });

  it('names other interfaces that need a stub too', async () => {
    const top = await readFile(new URL('testing/top.wat', import.meta.url), 'utf8');
    const [[code, line, message] = []] = await mistakes('parcels = { stub = true }', top);
    assert.deepEqual([code, line], ['stub-invalid', 4]);
    assert.match(String(message), /only t:store\/boxes@0\.1\.0 makes the resource box;/);
  });

  it('is refused for an unknown import', async () => {
    assert.deepEqual(
      (await mistakes('dask = { stub = true }')).map(([code, line]) => [code, line]),
      [['unknown-import', 4]],
    );
    const beside = await mistakes('desk = { stub = true }\ndask = { stub = true }\ngreet = { stub = true }');
    assert.deepEqual(
      beside.map(([code, line]) => [code, line]),
      [['unknown-import', 5]],
    );
  });
});
