import assert from 'node:assert/strict';
import { sep } from 'node:path';
import { describe, it } from 'node:test';
import { HostError } from '../../base/problem.ts';
import { exporter, importer, link } from '../testing/components.ts';
import { folderWith } from '../testing/folder.ts';

const OPS = 't:math/ops@0.1.0';
const components = { 'math.wasm': exporter(), 'app.wasm': importer() };
const instances = '[instances]\nmath = "math.wasm"\napp = "app.wasm"\n';

/** The problem of a composition.toml, and the text that it points to. */
async function problemOf(plan: string, files: Record<string, string | Uint8Array> = components) {
  await using folder = await folderWith({ ...files, 'composition.toml': plan });
  return await folder.problemOf({ plan: 'composition.toml' });
}

describe('a plan whose components', () => {
  it('are missing', async () => {
    const { code, where } = await problemOf('[instances]\na = "nowhere.wasm"\n');
    assert.deepEqual([code, where], ['component-unreadable', '"nowhere.wasm"']);
  });

  it('are in a folder of no language', async () => {
    const refused = new HostError({ code: 'not-a-component-folder', message: 'no manifest' });
    await using folder = await folderWith({
      'parts/notes.txt': '',
      'composition.toml': 'instances.a = "parts"\n',
    });
    const composing = folder.compose({ plan: 'composition.toml' }, { build: () => Promise.reject(refused) });
    await assert.rejects(composing, (error) => {
      assert.ok(error instanceof HostError);
      const { code, at } = error.problem;
      assert.deepEqual([code, at?.start], ['not-a-component-folder', { line: 0, character: 14 }]);
      return true;
    });
  });

  it('are core modules without exports', async () => {
    const { code, where, message } = await problemOf('[instances]\na = "a.wasm"\n', { 'a.wasm': '(module)' });
    assert.deepEqual([code, where], ['core-module-unsupported', '"a.wasm"']);
    assert.match(message, /is a core module that exports neither _start nor/);
  });

  it('are not WebAssembly', async () => {
    const files = {
      'a.wasm': Buffer.from('(component)'),
      'b.wasm': new Uint8Array(),
      'c.wasm': Uint8Array.of(0, 0x61, 0x73, 0x6d),
    };
    assert.match((await problemOf('instances.a = "a.wasm"\n', files)).message, /is something else/);
    assert.match((await problemOf('instances.b = "b.wasm"\n', files)).message, /is an empty file/);
    const { message } = await problemOf('instances.c = "c.wasm"\n', files);
    assert.match(message, /is the beginning of a WebAssembly binary/);
  });

  it('are damaged', async () => {
    const header = Uint8Array.of(0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0);
    const damaged = Buffer.concat([header, Uint8Array.of(7, 1, 1, 0xff)]);
    const { code, where, causes } = await problemOf('instances.a = "a.wasm"\n', { 'a.wasm': damaged });
    assert.deepEqual([code, where], ['component-invalid', '"a.wasm"']);
    assert.ok(causes?.length);
  });
});

describe('a path that leads nowhere', () => {
  it('leads to the file without its ending, or with other separators', async () => {
    const reasonOf = async (path: string, quote = "'"): Promise<string | undefined> => {
      const written = `${quote}${path}${quote}`;
      const { code, where, message } = await problemOf(`instances.a = ${written}\n`);
      assert.deepEqual([code, where], ['component-unreadable', written]);
      return message.split('cannot be read: ')[1];
    };
    assert.equal(await reasonOf('math'), 'there is no such file or folder; did you mean math.wasm?');
    assert.equal(
      await reasonOf('sub\\new.wasm', '"'),
      'there is no such file; a \\ in double quotes starts an escape: write / in its place',
    );
    if (sep === '/')
      assert.equal(
        await reasonOf('sub\\math.wasm'),
        'there is no such file; the folders of a path are separated by /, not by \\',
      );
  });
});

describe('a plan with a name that does not exist', () => {
  it('as an instance: the path of its component', async () => {
    const problem = await problemOf(`exports = ["app.wasm"]\n${instances}`);
    assert.deepEqual([problem.code, problem.where], ['unknown-instance', '"app.wasm"']);
    assert.match(problem.help ?? '', /^Give the component of this path a name/);
  });

  it('as an instance', async () => {
    const problem = await problemOf(`exports = ["apq"]\n${instances}`);
    assert.deepEqual(
      [problem.code, problem.where, problem.help],
      ['unknown-instance', '"apq"', 'Did you mean “app”?'],
    );
  });

  it('as an import', async () => {
    const problem = await problemOf(
      `${instances.replace('app = ', 'app.component = ')}app.imports = { "t:math/op" = "math" }\n`,
    );
    assert.deepEqual([problem.code, problem.where], ['unknown-import', '"t:math/op"']);
    assert.equal(problem.message, '“app” does not import “t:math/op”');
    assert.match(problem.help ?? '', /t:math\/ops@0\.1\.0/);
  });

  it('as an export', async () => {
    const problem = await problemOf(`${instances}[exports]\ngo = "app"\n`);
    assert.deepEqual(
      [problem.code, problem.where, problem.help],
      ['unknown-export', 'go', 'It exports run.'],
    );
  });

  it('similar to that of a function', async () => {
    const problem = await problemOf(`${instances}[exports]\nduoble = "math"\n`);
    assert.deepEqual([problem.code, problem.help], ['unknown-export', 'Did you mean “double”?']);
  });

  it('as an import: types that signatures name are not offered', async () => {
    const typed = importer().replace(
      '(component',
      '(component (type $size u32) (import "size" (type (eq $size)))',
    );
    const problem = await problemOf(
      `${instances.replace('app = ', 'app.component = ')}app.imports = { other = "math" }\n`,
      { ...components, 'app.wasm': typed },
    );
    assert.deepEqual([problem.code, problem.help], ['unknown-import', `It imports ${OPS}.`]);
  });

  it('because it has two versions', async () => {
    const two = `(component (instance $i)
      (export "t:a/b@1.0.0" (instance $i)) (export "t:a/b@2.0.0" (instance $i)))`;
    const problem = await problemOf('instances.a = "a.wasm"\nexports."t:a/b" = "a"\n', { 'a.wasm': two });
    assert.deepEqual(
      [problem.code, problem.help],
      ['unknown-export', 'Say which: t:a/b@1.0.0, t:a/b@2.0.0.'],
    );
  });
});

describe('a graph that', () => {
  it('has two providers for one import', async () => {
    const problem = await problemOf(`${instances}other = "math.wasm"\n`);
    assert.equal(problem.code, 'ambiguous-import');
    assert.equal(problem.message, `“app” imports ${OPS}, which both “math” and “other” export`);
    assert.equal(problem.where, '"app.wasm"');
    assert.match(problem.help ?? '', /\[instances\.app\.imports\]: "t:math\/ops@0\.1\.0" = "math"/);
  });

  it('has two compatible versions for one import', async () => {
    const files = {
      'app.wasm': importer('t:math/ops@0.1.3'),
      'old.wasm': exporter('t:math/ops@0.1.1'),
      'new.wasm': exporter('t:math/ops@0.1.9'),
    };
    const plan = 'instances = { app = "app.wasm", old = "old.wasm", new = "new.wasm" }\n';
    assert.equal((await problemOf(plan, files)).code, 'ambiguous-import');
  });

  it('has a cycle', async () => {
    const files = {
      'ab.wasm': link('t:a/a', 't:b/b'),
      'bc.wasm': link('t:b/b', 't:c/c'),
      'ca.wasm': link('t:c/c', 't:a/a'),
    };
    const problem = await problemOf('instances = { x = "ab.wasm", y = "bc.wasm", z = "ca.wasm" }\n', files);
    assert.equal(problem.code, 'composition-cycle');
    assert.equal(problem.message, 'the instances need each other: x -> z -> y -> x');
    assert.deepEqual(problem.causes, [
      'x imports t:a/a from z',
      'z imports t:c/c from y',
      'y imports t:b/b from x',
    ]);
  });

  it('wires an instance to itself', async () => {
    const files = { 'a.wasm': link('t:a/a', 't:a/a') };
    const plan = '[instances.x]\ncomponent = "a.wasm"\nimports = { "t:a/a" = "x" }\n';
    const problem = await problemOf(plan, files);
    assert.deepEqual([problem.code, problem.where], ['composition-cycle', '"t:a/a"']);
    assert.equal(problem.message, '“x” would import t:a/a from itself');
  });

  it('has an unused instance', async () => {
    const problem = await problemOf(`exports = ["math"]\n${instances}`);
    assert.deepEqual([problem.code, problem.where], ['instance-unused', '"app.wasm"']);
    assert.deepEqual(problem.causes, ['app exports run']);
  });

  it('has versions that are almost compatible', async () => {
    const problem = await problemOf(instances, { ...components, 'math.wasm': exporter('t:math/ops@0.2.0') });
    assert.deepEqual([problem.code, problem.where], ['instance-unused', '"math.wasm"']);
    assert.deepEqual(problem.causes, [`app imports ${OPS}, math exports t:math/ops@0.2.0`]);
  });

  it('exports one name twice', async () => {
    const problem = await problemOf('instances = { a = "math.wasm", b = "math.wasm" }\n');
    assert.equal(problem.code, 'ambiguous-export');
    assert.equal(problem.message, `both a and b export ${OPS}`);
  });

  it('exports nothing', async () => {
    const files = { 'a.wasm': '(component (import "t:a/a" (instance)))' };
    assert.equal((await problemOf('instances.a = "a.wasm"\n', files)).code, 'nothing-exported');
  });
});

describe('types that differ', () => {
  it('in a function, are shown from both sides', async () => {
    const math = exporter(OPS, 'double', 'char');
    const problem = await problemOf(instances, { ...components, 'math.wasm': math });
    assert.deepEqual([problem.code, problem.where], ['import-mismatch', '"app.wasm"']);
    assert.deepEqual(problem.causes, [
      'double: app expects func(x: u32) -> u32, math has func(x: u32) -> char',
    ]);
  });

  it('by a function that is missing, are named', async () => {
    const problem = await problemOf(instances, { ...components, 'math.wasm': exporter(OPS, 'twice') });
    assert.deepEqual(problem.causes, [
      'double: app expects func(x: u32) -> u32, math has nothing of that name',
    ]);
  });

  it('in a named type, are shown with the type and its uses', async () => {
    const record = (field: string) => `(component
      (import "t:a/types@1.0.0" (instance $i
        (type $r (record (field "x" ${field})))
        (export "point" (type $p (eq $r)))
        (export "move" (func (param "to" $p)))))
      (export "t:a/types@1.0.0" (instance $i)))`;
    const files = {
      'a.wasm': record('u32'),
      'b.wasm': record('u64').replace('"t:a/types@1.0.0"', '"t:a/own"'),
    };
    const plan =
      '[instances]\nb = "b.wasm"\n[instances.a]\ncomponent = "a.wasm"\nimports = { "t:a/types" = "b" }\n';
    const problem = await problemOf(plan, files);
    assert.deepEqual([problem.code, problem.where], ['import-mismatch', '"t:a/types"']);
    assert.deepEqual(problem.causes?.[0], 'point: a expects record { x: u32 }, b has record { x: u64 }');
    assert.match(
      problem.causes?.[1] ?? '',
      /^move: a expects func\(to: point\), b has func\(to: point\) \(.*u32.*u64\)$/,
    );
  });

  it('between two imports that stay open, are an error too', async () => {
    const wants = (type: string) => `(component
      (import "t:a/a" (instance $i (export "f" (func (param "x" ${type})))))
      (alias export $i "f" (func $f))
      (export "${type}" (func $f)))`;
    const problem = await problemOf('instances = { a = "a.wasm", b = "b.wasm" }\n', {
      'a.wasm': wants('u32'),
      'b.wasm': wants('string'),
    });
    assert.equal(problem.code, 'import-conflict');
    assert.equal(problem.message, '“a” and “b” both leave t:a/a open, and mean different things by it');
    assert.equal(problem.where, '"b.wasm"');
  });

  it('between an interface and a function are an error too', async () => {
    const files = { 'a.wasm': link('t:a/a', 't:b/b'), 'app.wasm': importer() };
    const plan = `[instances]\na = "a.wasm"\n[instances.app]\ncomponent = "app.wasm"
      imports = { "${OPS}" = { instance = "a", export = "t:b/b" } }\n`;
    const problem = await problemOf(plan, files);
    assert.equal(problem.code, 'import-mismatch');
    assert.match(problem.help ?? '', /^t:b\/b is not the same as t:math\/ops@0\.1\.0\./);
  });
});

describe('an import that wac cannot pass on', () => {
  it('is named with what can be done', async () => {
    const { code, causes = [] } = await problemOf('instances = { app = "app.wasm" }\n', {
      'app.wasm': `(component (import "r" (type $r (sub resource)))
        (import "take" (func $take (param "r" (borrow $r)))) (export "run" (func $take)))`,
    });
    assert.equal(code, 'toolkit-failed');
    assert.match(causes.join(), /“app” imports the type r, and functions of its world \(take\)/);
  });
});

describe('an export that cannot be called so', () => {
  it('is refused', async () => {
    const problem = await problemOf(
      `${instances}[exports]\n"Not A Name" = { instance = "app", export = "run" }\n`,
    );
    assert.deepEqual([problem.code, problem.where], ['composition-invalid', '"Not A Name"']);
  });

  it('is refused with a version that is none, or as another in upper case', async () => {
    const exported = (names: string) =>
      problemOf(
        `${instances}[exports]\n${names.replaceAll('=', '= { instance = "app", export = "run" }\n')}`,
      );
    const version = await exported('"own:a/run@1" =');
    assert.deepEqual([version.code, version.where], ['composition-invalid', '"own:a/run@1"']);
    const alike = await exported('run = RUN =');
    assert.deepEqual([alike.code, alike.where], ['composition-invalid', 'RUN']);
    assert.match(alike.message, /run and RUN differ in upper and lower case alone/);
  });
});

describe('a plan that cannot be read', () => {
  it('because it is not there, or is no plan', async () => {
    await using folder = await folderWith(components);
    const missing = await folder.problemOf({ plan: 'composition.toml' });
    assert.equal(missing.code, 'plan-unreadable');
    assert.match(missing.message, /there is no such file/);
    assert.match((await folder.problemOf({ plan: 'app.wasm' })).message, /is not a plan/);
  });
});
