import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exporter, importer } from './testing/components.ts';
import { folderWith } from './testing/folder.ts';

const OPS = 't:math/ops@0.1.0';
const wit = `package t:math@0.1.0;
interface ops { double: func(x: u32) -> u32; }
world calls { import ops; export run: func(x: u32) -> u32; }
world closed { export run: func(x: u32) -> u32; export ops; }
world other { import ops; export run: func(x: char) -> u32; }
`;
const files = { 'app.wasm': importer(), 'math.wasm': exporter(), 'wit/math.wit': wit };
const open = '[instances]\napp = "app.wasm"\n';

/** Code, text and place of each problem that a plan has with its world. */
async function misfits(plan: string, more: Record<string, string> = {}) {
  await using folder = await folderWith({ ...files, 'composition.toml': plan, ...more });
  const problem = await folder.problemOf({ plan: 'composition.toml' });
  const all = problem.findings ?? [problem];
  return all.map(({ code, message, at }) => [code, message, at && at.start.line + 1]);
}

describe('the world of a plan', () => {
  it('accepts a composition that conforms', async () => {
    await using folder = await folderWith({
      ...files,
      'composition.toml': `targets = "t:math/calls@0.1.0"\n${open}`,
      'closed.toml': `targets = "t:math/closed@0.1.0"\n${open}math = "math.wasm"\n[exports]\nrun = "app"\nops = "math"\n`,
    });
    assert.deepEqual((await folder.compose({ plan: 'composition.toml' })).exports, ['run']);
    assert.deepEqual((await folder.compose({ plan: 'closed.toml' })).imports, []);
  });

  it('has every mismatch reported at its instance or export', async () => {
    assert.deepEqual(await misfits(`targets = "t:math/closed@0.1.0"\n${open}`), [
      ['target-misfit', `t:math/closed@0.1.0 exports ${OPS}, and the component does not`, 1],
      ['target-misfit', `the component imports ${OPS}, and t:math/closed@0.1.0 does not have that`, 3],
    ]);
    const plan = `targets = "t:math/other@0.1.0"\n${open}[exports]\nrun = "app"\n`;
    assert.deepEqual(await misfits(plan), [
      ['target-misfit', '“run” is not what t:math/other@0.1.0 exports by that name', 5],
    ]);
  });

  it('may be a bundled world of WASI', async () => {
    const [first, ...others] = await misfits(`targets = "wasi:http/proxy@0.2.12"\n${open}`);
    assert.deepEqual(first, [
      'target-misfit',
      'wasi:http/proxy@0.2.12 exports wasi:http/incoming-handler@0.2.12, and the component does not',
      1,
    ]);
    assert.deepEqual(
      others.map(([code]) => code),
      ['target-misfit'],
    );
  });

  it('is taken in the newest compatible version that is bundled, if that is newer', async () => {
    const worldOf = async (name: string) => (await misfits(`targets = "${name}"\n${open}`))[0];
    assert.deepEqual(await worldOf('wasi:http/proxy@0.2.3'), [
      'target-misfit',
      'wasi:http/proxy@0.2.12 exports wasi:http/incoming-handler@0.2.12, and the component does not',
      1,
    ]);
    assert.equal((await worldOf('wasi:http/proxy@0.2.99'))?.[0], 'unknown-world');
    for (const [asked, taken] of [
      ['0.2.0', '0.2.0'],
      ['0.2.1', '0.2.12'],
    ])
      assert.deepEqual(await worldOf(`wasi:io/imports@${asked}`), [
        'target-misfit',
        `the component imports ${OPS}, and wasi:io/imports@${taken} does not have that`,
        3,
      ]);
    assert.equal((await worldOf('wasi:http/proxy@0.4.0'))?.[0], 'unknown-world');
    assert.equal((await worldOf('wasi:http/proxy@0.2.3-rc.1'))?.[0], 'unknown-world');
  });

  it('may leave out the version of a package beside the plan', async () => {
    assert.deepEqual(await misfits(`targets = "t:math/other"\n${open}[exports]\nrun = "app"\n`), [
      ['target-misfit', '“run” is not what t:math/other exports by that name', 5],
    ]);
    const two = { 'wit/math.wit': 'package my:own; world w {}', 'wit/deps/a/a.wit': wit };
    const plan = `targets = "t:math/other"\n${open}`;
    assert.equal((await misfits(plan, two))[0]?.[0], 'target-misfit');
    const both = { ...two, 'wit/deps/b/b.wit': wit.replace('0.1.0', '0.2.0') };
    assert.equal((await misfits(plan, both))[0]?.[0], 'unknown-world');
  });

  it('is found in deps and where the plan names it, with its dependencies', async () => {
    const world =
      'package a:b; world w { import wasi:cli/environment@0.2.12; export run: func(x: u32) -> u32; import t:math/ops@0.1.0; }';
    const math = { 'deps/a/b/deps/math.wit': wit };
    for (const [at, packages] of [
      ['deps/a/b/b.wit', ''],
      ['else/b.wit', '[packages]\n"a:b" = "else"\n'],
    ] as const) {
      await using folder = await folderWith({
        ...files,
        ...math,
        'else/deps/math/math.wit': wit,
        [at]: world,
        'composition.toml': `targets = "a:b/w"\n${open}${packages}`,
      });
      assert.deepEqual((await folder.compose({ plan: 'composition.toml' })).exports, ['run']);
    }
  });

  it('of WASI that is newer than the bundled one is found beside the plan, or reported with what to add', async () => {
    const plan = `targets = "wasi:http/proxy@0.2.99"\n${open}`;
    const newer = `package wasi:http@0.2.99; world proxy { export run: func(x: u32) -> u32; import t:math/ops@0.1.0; }`;
    await using none = await folderWith({ ...files, 'composition.toml': plan });
    const { message, help = '' } = await none.problemOf({ plan: 'composition.toml' });
    assert.equal(message, 'there is no world wasi:http/proxy@0.2.99');
    assert.match(help, /^Did you mean “wasi:http\/proxy@0\.2\.\d+”\? There is .*proxy@0\.2\.12/);
    assert.match(
      help,
      /For 0\.2\.99, put the package into wit, wit\/deps or deps\/wasi\/http\/0\.2\.99 beside/,
    );
    for (const at of ['deps/wasi/http/0.2.99/p.wit', 'deps/wasi/http/p.wit', 'wit/deps/http/p.wit']) {
      const math = at.startsWith('wit') ? 'wit/deps/math/m.wit' : `${at.replace('p.wit', 'deps/m.wit')}`;
      const wits = { 'wit/own.wit': 'package my:own; world w {}', [at]: newer, [math]: wit };
      await using folder = await folderWith({ ...files, ...wits, 'composition.toml': plan });
      assert.deepEqual((await folder.compose({ plan: 'composition.toml' })).exports, ['run'], at);
    }
  });

  it('is reported when unknown, with the known worlds', async () => {
    const of = (name: string) => misfits(`targets = "${name}"\n${open}`);
    assert.deepEqual(await of('calls'), [['unknown-world', '“calls” does not name a world', 1]]);
    assert.deepEqual(await of('t:none/w'), [['unknown-world', 'there is no WIT for t:none/w', 1]]);
    assert.deepEqual(await of('t:math/cals@0.1.0'), [
      ['unknown-world', 'there is no world t:math/cals@0.1.0', 1],
    ]);
    await using folder = await folderWith({
      ...files,
      'composition.toml': `targets = "wasi:http/proxy"\n${open}`,
    });
    assert.match(
      (await folder.problemOf({ plan: 'composition.toml' })).help ?? '',
      /wasi:http\/proxy@0\.2\.12/,
    );
  });

  it('is reported with the likeliest of the bundled ones', async () => {
    const helpOf = async (name: string) => {
      await using folder = await folderWith({
        ...files,
        'composition.toml': `targets = "${name}"\n${open}`,
      });
      const { help, suggestions } = await folder.problemOf({ plan: 'composition.toml' });
      assert.ok(help?.startsWith(`Did you mean “${suggestions?.[0]}”? There is wasi:http/`), help);
      return suggestions;
    };
    assert.equal((await helpOf('wasi:http/prxy@0.2.3'))?.[0], 'wasi:http/proxy@0.2.12');
    const worlds = await helpOf('wasi:http/prxy@0.2.12');
    assert.ok(worlds?.[0] === 'wasi:http/proxy@0.2.12' && worlds.includes('wasi:http/imports@0.2.12'));
  });

  it('is reported with the errors of its WIT', async () => {
    const [[code, message] = []] = await misfits(`targets = "t:math/calls@0.1.0"\n${open}`, {
      'wit/math.wit': wit.replace('import ops', 'import oops'),
    });
    assert.equal(code, 'wit-invalid');
    assert.match(String(message), /oops/);
  });
});

describe('the world that a command names', () => {
  it('overrides that of the plan, and applies to plugs and WAC documents too', async () => {
    await using folder = await folderWith({
      ...files,
      'composition.toml': `targets = "t:math/closed@0.1.0"\n${open}`,
      'deps/t/app.wasm': importer(),
      's.wac': 'package t:s;\nlet app = new t:app { ... };\nexport app...;\n',
    });
    await folder.compose({ plan: 'composition.toml', targets: 't:math/calls@0.1.0' });
    await folder.compose({ plan: 's.wac', targets: 't:math/calls@0.1.0' });
    const { code } = await folder.problemOf({ plan: 's.wac', targets: 't:math/closed@0.1.0' });
    assert.equal(code, 'target-misfit');
    const proxy = { targets: 'wasi:cli/command@0.2.12' };
    const plugged = await folder.problemOf({ socket: 'app.wasm', plugs: ['math.wasm'], ...proxy });
    assert.match(plugged.message, /exports wasi:cli\/run@0\.2\.12/);
  });
});
