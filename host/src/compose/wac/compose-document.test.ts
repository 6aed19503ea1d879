import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { exporter, importer } from '../testing/components.ts';
import { folderWith } from '../testing/folder.ts';

const OPS = 't:math/ops@0.1.0';
const service = `package t:service;

let math = new t:math {};
let app = new t:app { "${OPS}": math["${OPS}"] };

export app.run;
`;
const beside = { 'deps/t/math.wasm': exporter(), 'deps/t/app.wasm': importer() };

describe('composing a WAC document', () => {
  it('takes packages from deps, as the wac command does', async () => {
    await using folder = await folderWith({ ...beside, 'service.wac': service });
    const { component, bytes, ...explained } = await folder.compose({ plan: 'service.wac' });
    assert.equal(component, join(folder.path, 'target/service.wasm'));
    assert.ok(bytes > 0);
    assert.deepEqual(explained, {
      instances: [
        { name: 'math', component: join(folder.path, 'deps/t/math.wasm') },
        { name: 'app', component: join(folder.path, 'deps/t/app.wasm') },
      ],
      wires: [{ from: 'math', to: 'app', interface: OPS }],
      folders: [],
      files: [],
      imports: [],
      exports: ['run'],
    });
  });

  it('takes packages from the composition.toml beside it, and builds folders', async () => {
    await using folder = await folderWith({
      'built.wasm': exporter(),
      'app.wasm': importer(),
      'math/Cargo.toml': '',
      'service.wac': service.replace('new t:math', 'new t:math@1.2.3'),
      'composition.toml': '[packages]\n"t:math@1.2.3" = "math"\n"t:app" = "app.wasm"\n',
    });
    const build = async () => join(folder.path, 'built.wasm');
    const { instances } = await folder.compose({ plan: 'service.wac' }, { build });
    assert.deepEqual(
      instances.map(({ component }) => component),
      [join(folder.path, 'built.wasm'), join(folder.path, 'app.wasm')],
    );
  });

  it('can be named by a composition.toml', async () => {
    await using folder = await folderWith({
      ...beside,
      'service.wac': service,
      'composition.toml': 'document = "service.wac"\n',
    });
    const { component, exports } = await folder.compose({ plan: 'composition.toml' });
    assert.equal(component, join(folder.path, 'target/composition.wasm'));
    assert.deepEqual(exports, ['run']);
  });

  it('shows instances by their package when they have no name', async () => {
    const text = `package t:service;\nlet app = new t:app { "${OPS}": (new t:math {})["${OPS}"] };\nexport app.run;\n`;
    await using folder = await folderWith({ ...beside, 'service.wac': text });
    const { wires, sizes } = await folder.compose({ plan: 'service.wac', isExplained: true });
    assert.deepEqual(wires, [{ from: 't:math', to: 'app', interface: OPS }]);
    assert.deepEqual(sizes?.map(({ title }) => title).toSorted(), ['app', 'part 1']);
  });
});

describe('a WAC document that is wrong', () => {
  const problemOf = async (text: string, files: Record<string, string> = beside) => {
    await using folder = await folderWith({ ...files, 'service.wac': text });
    return await folder.problemOf({ plan: 'service.wac' });
  };

  it('in its syntax, is reported at the token', async () => {
    const problem = await problemOf('package t:service;\n/* 🦀 */ let = new t:math {};\n');
    assert.deepEqual([problem.code, problem.where], ['wac-invalid', '=']);
    assert.equal(problem.message, 'expected identifier, found `=`');
  });

  it('by an unknown name, is reported at the name', async () => {
    const problem = await problemOf('package t:service;\n\nexport nothing;\n');
    assert.deepEqual([problem.code, problem.where], ['wac-invalid', 'nothing']);
  });

  it('by a duplicate name, refers to the first definition', async () => {
    const problem = await problemOf('package t:service;\nlet a = new t:math {};\nlet a = new t:math {};\n');
    assert.equal(problem.at?.start.line, 2);
    assert.ok(problem.causes?.some((cause) => cause.includes('line 2')));
  });

  it('by types that differ, is reported at the argument', async () => {
    const files = { ...beside, 'deps/t/math.wasm': exporter(OPS, 'double', 'char') };
    const problem = await problemOf(service, files);
    assert.deepEqual([problem.code, problem.where], ['wac-invalid', `"${OPS}"`]);
    assert.ok(problem.causes?.includes('expected u32, found char'), problem.causes?.join('\n'));
  });

  it('by a wrong name, lists the nearest names, or all', async () => {
    const helpOf = async (from: string, to: string) => {
      const problem = await problemOf(service.replace(from, to));
      return [problem.where, problem.help];
    };
    const argument = `"${OPS}": math`;
    assert.deepEqual(await helpOf(argument, 'opps: math'), ['opps', 'Did you mean “ops”?']);
    assert.deepEqual(await helpOf(argument, 'storage: math'), ['storage', `Known: ${OPS}.`]);
    assert.deepEqual(await helpOf('app.run', 'app.rum'), ['.rum', 'Did you mean “run”?']);
    assert.deepEqual(await helpOf('app.run', 'ap.run'), ['ap', 'Did you mean “app”?']);
  });

  it('by an instance in place of an interface, suggests the interface', async () => {
    const problem = await problemOf(service.replace(`math["${OPS}"]`, 'math'));
    assert.deepEqual([problem.code, problem.where], ['wac-invalid', `"${OPS}"`]);
    assert.deepEqual(problem.causes, ['`math` is the whole component t:math, and an interface belongs here']);
    assert.equal(problem.help, 'Give its interface: math.ops.');
  });

  it('by a missing package, lists the searched paths', async () => {
    const { 'deps/t/math.wasm': _, ...rest } = beside;
    const problem = await problemOf(service.replace('new t:math', 'new t:math@1.0.0'), rest);
    assert.deepEqual([problem.code, problem.where], ['wac-package-missing', 't:math@1.0.0']);
    assert.match(problem.help ?? '', /"t:math@1\.0\.0" = "path"; or put it at .*deps.t.math.1\.0\.0\.wasm/);
  });

  it('by endless nesting, does not crash the host', async () => {
    const problem = await problemOf(`package t:service;\nlet a = ${'('.repeat(20_000)}`);
    assert.equal(problem.code, 'toolkit-failed');
    assert.equal((await problemOf('package t:service;\nexport nothing;\n')).code, 'wac-invalid');
  });

  it('because composition.toml names a missing document', async () => {
    await using folder = await folderWith({ 'composition.toml': 'document = "nowhere.wac"\n' });
    const problem = await folder.problemOf({ plan: 'composition.toml' });
    assert.deepEqual([problem.code, problem.where], ['plan-unreadable', '"nowhere.wac"']);
  });
});
