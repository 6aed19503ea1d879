import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { HostError } from '../base/problem.ts';
import { withToolkit } from '../toolkit/toolkit.ts';
import { exporter, importer } from './testing/components.ts';
import { folderWith } from './testing/folder.ts';

const OPS = 't:math/ops@0.1.0';
const components = { 'math.wasm': exporter(), 'app.wasm': importer() };
const plan = '[instances]\nmath = "math.wasm"\napp = "app.wasm"\n';

describe('composing a plan', () => {
  it('wires by name and exports unused exports', async () => {
    await using folder = await folderWith({ ...components, 'composition.toml': plan });
    const { component, bytes, ...explained } = await folder.compose({ plan: 'composition.toml' });
    assert.deepEqual(explained, {
      instances: [
        { name: 'math', component: join(folder.path, 'math.wasm') },
        { name: 'app', component: join(folder.path, 'app.wasm') },
      ],
      wires: [{ from: 'math', to: 'app', interface: OPS }],
      folders: [],
      files: [],
      imports: [],
      exports: ['run'],
    });
    assert.equal(component, join(folder.path, 'target/composition.wasm'));
    assert.equal((await readFile(component)).length, bytes);
  });

  it('writes a component that matches the result', async () => {
    await using folder = await folderWith({ ...components, 'composition.toml': plan });
    const { component } = await folder.compose({ plan: 'composition.toml', out: 'else/where.wasm' });
    assert.equal(component, join(folder.path, 'else/where.wasm'));
    const binary = await readFile(component);
    const { imports, exports } = await withToolkit((toolkit) => toolkit.describe.describe(binary));
    assert.deepEqual([imports, exports], [[], [{ name: 'run', kind: 'func', functions: [], uses: [] }]]);
  });

  it('is deterministic', async () => {
    await using folder = await folderWith({ ...components, 'composition.toml': plan });
    const [first, second] = [
      await folder.compose({ plan: 'composition.toml', out: 'a.wasm' }),
      await folder.compose({ plan: 'composition.toml', out: 'b.wasm' }),
    ];
    assert.deepEqual(await readFile(first.component), await readFile(second.component));
  });

  it('builds the folders that it names', async () => {
    await using folder = await folderWith({
      'built/math.wasm': exporter(),
      'math/package.json': '{}',
      'app.wasm': importer(),
      'composition.toml': '[instances]\nmath = "math"\napp = "app.wasm"\n',
    });
    const built: string[] = [];
    const build = async (path: string) => {
      built.push(path);
      return join(folder.path, 'built/math.wasm');
    };
    const { instances, folders } = await folder.compose({ plan: 'composition.toml' }, { build });
    assert.deepEqual(built, [join(folder.path, 'math')]);
    assert.deepEqual(folders, built);
    assert.equal(instances[0]?.component, join(folder.path, 'built/math.wasm'));
  });

  it('builds folders side by side, each once', async () => {
    await using folder = await folderWith({
      'built/math.wasm': exporter(),
      'built/app.wasm': importer(),
      'math/package.json': '{}',
      'app/package.json': '{}',
      'composition.toml':
        '[instances]\nmath = "math"\none = "app"\ntwo = "app"\n[exports]\nrun = "one"\nwalk = { instance = "two", export = "run" }\n',
    });
    const built: string[] = [];
    const build = async (path: string) => {
      built.push(basename(path));
      while (built.length < 2) await turn();
      return join(folder.path, 'built', `${basename(path)}.wasm`);
    };
    const { folders } = await folder.compose({ plan: 'composition.toml' }, { build });
    assert.deepEqual(built, ['math', 'app']);
    assert.deepEqual(folders, [join(folder.path, 'math'), join(folder.path, 'app')]);
  });

  it('reports what keeps several folders from being built together, in the order of the plan', async () => {
    await using folder = await folderWith({
      'a/package.json': '{}',
      'b/package.json': '{}',
      'composition.toml': '[instances]\na = "a"\nlost = "lost.wasm"\nb = "b"\n',
    });
    let hasFailed = false;
    const build = async (path: string): Promise<string> => {
      while (basename(path) === 'a' && !hasFailed) await turn();
      hasFailed = true;
      throw new HostError({ code: 'command-build', message: `${basename(path)} does not build` });
    };
    await assert.rejects(folder.compose({ plan: 'composition.toml' }, { build }), (error) => {
      assert.ok(error instanceof HostError);
      const { findings = [] } = error.problem;
      assert.deepEqual(
        findings.map(({ code }) => code),
        ['command-build', 'component-unreadable', 'command-build'],
      );
      assert.match(error.message, /^a does not build/);
      return true;
    });
  });

  it('reports what several folders have in common once', async () => {
    await using folder = await folderWith({
      'a/package.json': '{}',
      'b/package.json': '{}',
      'composition.toml': '[instances]\na = "a"\nb = "b"\n',
    });
    const build = (): Promise<string> =>
      Promise.reject(new HostError({ code: 'wit-invalid', message: 'the WIT cannot be used', at }));
    const at = {
      file: 'wit/a.wit',
      start: { line: 0, character: 0 },
      end: { line: 0, character: 0 },
    };
    await assert.rejects(folder.compose({ plan: 'composition.toml' }, { build }), {
      message: 'the WIT cannot be used',
    });
  });

  it('begins no build after it is cancelled, and ends when those that began have ended', async () => {
    const names = Array.from({ length: 2 * availableParallelism() + 2 }, (_, index) => `part${index}`);
    await using folder = await folderWith({
      ...Object.fromEntries(names.map((name) => [`${name}/package.json`, '{}'])),
      'composition.toml': `[instances]\n${names.map((name) => `${name} = "${name}"\n`).join('')}`,
    });
    const controller = new AbortController();
    let running = 0;
    let builds = 0;
    const build = async (): Promise<string> => {
      builds++;
      running++;
      controller.abort(new Error('cancelled'));
      await turn();
      running--;
      throw new HostError({ code: 'command-build', message: 'it was ended' });
    };
    const composing = folder.compose({ plan: 'composition.toml' }, { build, signal: controller.signal });
    await assert.rejects(composing, /cancelled/);
    assert.equal(running, 0);
    assert.ok(builds < names.length, `${builds} of ${names.length} began`);
  });

  it('takes one component for several instances', async () => {
    await using folder = await folderWith({
      ...components,
      'composition.toml': `[instances]
        one = "math.wasm"
        two = "math.wasm"
        app.component = "app.wasm"
        app.imports = { "t:math/ops" = "two" }
        [exports]
        "${OPS}" = "one"
        run = "app"
      `,
    });
    const { wires, exports, bytes } = await folder.compose({ plan: 'composition.toml' });
    assert.deepEqual(wires, [{ from: 'two', to: 'app', interface: OPS }]);
    assert.deepEqual(exports, [OPS, 'run']);
    const once = await folder.compose({ socket: 'app.wasm', plugs: ['math.wasm'] });
    assert.ok(bytes - once.bytes < (await readFile(join(folder.path, 'math.wasm'))).length);
  });
});

describe('plugging', () => {
  it('satisfies imports of the socket and of plugs, in any order', async () => {
    await using folder = await folderWith({
      'socket.wasm': importer('t:a/a@1.0.0'),
      'middle.wasm': importer('t:math/ops@0.1.0', 'unused').replace(
        '(export "unused" (func $double))',
        '(instance $o (export "double" (func $double))) (export "t:a/a@1.0.0" (instance $o))',
      ),
      'math.wasm': exporter(),
    });
    for (const plugs of [
      ['math.wasm', 'middle.wasm'],
      ['middle.wasm', 'math.wasm'],
    ]) {
      const { component, imports, exports } = await folder.compose({ socket: 'socket.wasm', plugs });
      assert.equal(component, join(folder.path, 'target/socket.composed.wasm'));
      assert.deepEqual([imports, exports], [[], ['run']]);
    }
  });

  it('refuses a plug that satisfies no import, with the reason', async () => {
    await using folder = await folderWith({
      'app.wasm': importer(),
      'math.wasm': exporter('t:math/ops@0.2.0'),
    });
    const problem = await folder.problemOf({ socket: 'app.wasm', plugs: ['math.wasm'] });
    assert.equal(problem.code, 'instance-unused');
    assert.deepEqual(problem.causes, ['app imports t:math/ops@0.1.0, math exports t:math/ops@0.2.0']);
  });

  it('explains a plug of another type', async () => {
    await using folder = await folderWith({
      'app.wasm': importer(),
      'math.wasm': exporter(OPS, 'double', 'char'),
    });
    const problem = await folder.problemOf({ socket: 'app.wasm', plugs: ['math.wasm'] });
    assert.equal(problem.code, 'import-mismatch');
    assert.equal(problem.message, `“math” does not have the ${OPS} that “app” imports: double differs`);
    assert.deepEqual(problem.causes, [
      'double: app expects func(x: u32) -> u32, math has func(x: u32) -> char',
    ]);
  });
});
