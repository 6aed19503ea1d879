import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { exporter } from '../../../../host/src/compose/testing/components.ts';
import { complete } from '../completion/complete.ts';
import { hover } from '../hover/hover.ts';
import { definition } from '../navigation/definition.ts';
import { documentLinks } from '../navigation/document-links.ts';
import { settle } from './testing/plan-folder.ts';
import { OPS, samplePlans } from './testing/sample-plans.ts';

const { found, opened, uriOf, write, remove } = await samplePlans();
after(remove);

const whole = '[instances]\nmath = "math.wasm"\napp = "app.wasm"\n';

describe('a composition.toml in the editor', () => {
  it('reports all errors at their places', async () => {
    const text = '[instances]\nmath = "math.wasm"\napp = "ap.wasm"\n[exprots]\nrun = "mat"\n';
    const { workspace } = await opened('composition.toml', text);
    assert.deepEqual(found(workspace, 'composition.toml'), [
      ['component-unreadable', '"ap.wasm"'],
      ['plan-key', 'exprots'],
      ['unknown-instance', '"mat"'],
    ]);
  });

  it('underlines the wrong name of a wire or an export, not its key', async () => {
    const wires = `[instances]
math = "math.wasm"
[instances.app]
component = "app.wasm"
imports = { "t:math/ops" = { instance = "math", export = "gone" } }
[exports]
run = { instance = "ap" }
`;
    const { workspace } = await opened('composition.toml', wires);
    assert.deepEqual(found(workspace, 'composition.toml'), [
      ['unknown-export', '"gone"'],
      ['unknown-instance', '"ap"'],
    ]);
  });

  it('reports a missing document', async () => {
    const { workspace } = await opened('composition.toml', 'document = "none.wac"\n');
    assert.deepEqual(found(workspace, 'composition.toml'), [['plan-unreadable', '"none.wac"']]);
  });

  it('reports a folder without a component, and not one whose sources are not built yet', async () => {
    await write('texts/a.wit', 'package t:texts;\n');
    await write('plain/main.c', 'int main() {}\n');
    await write('cmake/CMakeLists.txt', '');
    await write('nested/src/main.cpp', 'int main() {}\n');
    const folders = '[instances]\na = "texts"\nb = "plain"\nc = "cmake"\nd = "nested"\n';
    const { workspace } = await opened('composition.toml', folders);
    assert.deepEqual(found(workspace, 'composition.toml'), [['not-a-component-folder', '"texts"']]);
  });

  it('clears its diagnostics when it is fixed', async () => {
    const { workspace } = await opened('composition.toml', whole.replace('app.wasm', 'ap.wasm'));
    assert.equal(found(workspace, 'composition.toml').length, 1);
    workspace.open(uriOf('composition.toml'), whole, 2);
    await settle(workspace, uriOf('composition.toml'));
    assert.deepEqual(found(workspace, 'composition.toml'), []);
  });

  it('reports wires with mismatched types, which the toolkit finds', async () => {
    const { workspace, text } = await opened('composition.toml', whole.replace('math.wasm', 'wrong.wasm'));
    assert.deepEqual(found(workspace, 'composition.toml'), [['import-mismatch', '"app.wasm"']]);
    // While the user types, findings stay until the toolkit has checked again.
    workspace.open(uriOf('composition.toml'), `${text}# a comment\n`, 2);
    assert.deepEqual(found(workspace, 'composition.toml'), [['import-mismatch', '"app.wasm"']]);
  });

  it('reports a target mismatch until the world or the plan changes', async () => {
    const wit = 'package t:w;\nworld closed { export run: func(x: u32) -> u32; }\n';
    await write('wit/w.wit', wit);
    const text = `targets = "t:w/closed"\n[instances]\napp = "app.wasm"\n`;
    const { workspace } = await opened('composition.toml', text);
    assert.deepEqual(found(workspace, 'composition.toml'), [['target-misfit', '"app.wasm"']]);
    workspace.open(uriOf('composition.toml'), text.replace('closed', 'closd'), 2);
    await settle(workspace, uriOf('composition.toml'));
    assert.deepEqual(found(workspace, 'composition.toml'), [['unknown-world', '"t:w/closd"']]);
    workspace.open(uriOf('composition.toml'), text.replace('t:w/closed', 't:none/closed'), 3);
    await settle(workspace, uriOf('composition.toml'));
    assert.deepEqual(found(workspace, 'composition.toml'), [['unknown-world', '"t:none/closed"']]);
    workspace.open(uriOf('composition.toml'), text, 4);
    await write('wit/w.wit', wit.replace('{ export', '{ import t:math/ops@0.1.0; export'));
    await write(
      'wit/deps/math.wit',
      'package t:math@0.1.0;\ninterface ops { double: func(x: u32) -> u32; }\n',
    );
    workspace.changedOnDisk([
      { uri: uriOf('wit/w.wit'), kind: 'content' },
      { uri: uriOf('wit/deps/math.wit'), kind: 'existence' },
    ]);
    await settle(workspace, uriOf('composition.toml'));
    assert.deepEqual(found(workspace, 'composition.toml'), []);
  });

  it('reports an invalid stub, and describes a valid one on hover', async () => {
    const stub = (answer: string) =>
      `[instances.app]\ncomponent = "app.wasm"\nimports = { o|ps = { stub = { double = ${answer} } } }\n`;
    const wrong = await opened('composition.toml', stub('"many"'));
    assert.deepEqual(found(wrong.workspace, 'composition.toml'), [['stub-invalid', '"many"']]);
    const { workspace, place } = await opened('composition.toml', stub('4'));
    assert.deepEqual(found(workspace, 'composition.toml'), []);
    assert.match(hover(workspace.snapshot(), place)?.markdown ?? '', /^`app` imports .* from a stub/);
  });

  it('detects that a component was built meanwhile', async () => {
    await write('made/package.json', '{ "name": "made" }');
    const text =
      '[instances]\nmade = "made"\napp = { component = "app.wasm", imports = { "t:math/op" = "made" } }\n';
    const { workspace } = await opened('composition.toml', text);
    assert.deepEqual(found(workspace, 'composition.toml'), [['unknown-import', '"t:math/op"']]);
    const mended = text.replace('math/op"', 'math/ops"');
    workspace.open(uriOf('composition.toml'), mended, 2);
    await settle(workspace, uriOf('composition.toml'));
    assert.deepEqual(
      found(workspace, 'composition.toml'),
      [],
      'nothing is said of a component that is not built',
    );
    await write('made/dist/made.wasm', exporter('t:else/where'));
    workspace.changedOnDisk([{ uri: uriOf('made/dist/made.wasm'), kind: 'existence' }]);
    await settle(workspace, uriOf('composition.toml'));
    assert.deepEqual(found(workspace, 'composition.toml'), [['unknown-export', '"t:math/ops"']]);
    await write('made/dist/made.wasm', exporter());
    workspace.changedOnDisk([{ uri: uriOf('made/dist/made.wasm'), kind: 'content' }]);
    await settle(workspace, uriOf('composition.toml'));
    assert.deepEqual(found(workspace, 'composition.toml'), []);
  });

  it('completes keys, instances, imports and exports', async () => {
    const labels = async (marked: string) => {
      const { workspace, place } = await opened('composition.toml', marked);
      return complete(workspace.snapshot(), place)?.items.map(({ label }) => label);
    };
    const base = whole.replace('app =', 'app.component =');
    assert.deepEqual(await labels(`${base}[instances.app.imports]\n"|`), [OPS]);
    assert.deepEqual(await labels(`${base}[instances.app.imports]\n"${OPS}" = |\n`), ['math', 'false']);
    assert.deepEqual(
      await labels(`${base}[instances.app.imports]\n"${OPS}" = { instance = "math", export = "|" }\n`),
      [OPS],
    );
    const wire = 'imports = { double = { instance = "math", export = "|" } }';
    assert.deepEqual(await labels(whole.replace('"app.wasm"', `{ component = "f.wasm", ${wire} }`)), [
      't:math/ops.double@0.1.0',
    ]);
    assert.deepEqual(await labels(`${whole}[exports]\n|`), [OPS, 'run']);
    assert.deepEqual(await labels(`exports = ["|"]\n${whole}`), ['math', 'app']);
    assert.deepEqual(await labels('[component.app]\n|'), ['path', 'imports', 'env', 'config', 'files']);
    await write('deps/t/other/a.wit', 'package t:other@1.0.0; world service {}');
    const worlds = await labels(`targets = "|"\n${whole}`);
    assert.deepEqual(
      worlds?.filter((one) => /closed|other/.test(one)),
      ['t:w/closed', 't:other/service@1.0.0'],
    );
  });

  it('checks, completes and links the files of an instance', async () => {
    const reader = `(component
      (import "wasi:filesystem/types@0.2.6" (instance (export "d" (type (sub resource)))))
      (core module $m (func (export "f")))
      (core instance $i (instantiate $m))
      (func $f (canon lift (core func $i "f")))
      (export "run" (func $f)))`;
    await write('reader.wasm', reader);
    await write('config/a.toml', '');
    const text =
      '[instances.app]\ncomponent = "reader.wasm"\n[instances.app.files]\n"/a" = "config/|b.toml"\n';
    const { workspace, place } = await opened('composition.toml', text);
    assert.deepEqual(found(workspace, 'composition.toml'), [['files-unreadable', '"config/b.toml"']]);
    const completed = complete(workspace.snapshot(), place)?.items.map(({ label }) => label);
    assert.deepEqual(completed, ['config/a.toml']);
    const links = documentLinks(workspace.snapshot(), uriOf('composition.toml'));
    assert.deepEqual(
      links.map(({ target }) => target.uri),
      ['reader.wasm', 'config/b.toml'].map(uriOf),
    );
    await write('config/b.toml', '');
    workspace.changedOnDisk([{ uri: uriOf('config/b.toml'), kind: 'existence' }]);
    await settle(workspace, uriOf('composition.toml'));
    assert.deepEqual(found(workspace, 'composition.toml'), []);
    workspace.open(uriOf('composition.toml'), text.replace('|', '').replace('reader', 'math'), 2);
    await settle(workspace, uriOf('composition.toml'));
    assert.deepEqual(found(workspace, 'composition.toml'), [['files-unsupported', 'files']]);
  });

  it('shows the interface and source of a wire, and the contents of an instance on hover', async () => {
    const on = async (marked: string) => {
      const { workspace, place } = await opened('composition.toml', marked);
      return hover(workspace.snapshot(), place)?.markdown;
    };
    const wired = `\`app\` imports \`${OPS}\` from \`math\`.\n\nFunctions: \`double\`.`;
    assert.equal(
      await on(
        `${whole}[instances.app.imports]\n"op|s" = "math"\n`.replace(
          'app = "app.wasm"\n',
          'app.component = "app.wasm"\n',
        ),
      ),
      wired,
    );
    assert.equal(
      await on(
        '[instances]\nmath = "math.wasm"\napp = { component = "app.wasm", imports = { ops = "ma|th" } }\n',
      ),
      wired,
    );
    assert.equal(
      await on(
        '[instances]\nmath = "math.wasm"\nf = { component = "f.wasm", imports = { double = "ma|th" } }\n',
      ),
      '`f` imports `double` from `math` (its `t:math/ops.double@0.1.0`).',
    );
    assert.match(
      (await on(whole.replace('app =', 'a|pp ='))) ?? '',
      /Exports:\n- `run`\n\nImports:\n- `t:math\/ops@0\.1\.0`/,
    );
    assert.match(
      (await on('[instances]\napp = { component = "app.wasm", imports = { "o|ps" = false } }\n')) ?? '',
      /stays open/,
    );
  });

  it('has definitions from a path to the component, and from a name to its path', async () => {
    const targets = async (marked: string) => {
      const { workspace, place } = await opened('composition.toml', marked);
      return definition(workspace.snapshot(), place).map(({ uri, start }) => [uri, start]);
    };
    assert.deepEqual(await targets(whole.replace('"math.wasm', '"ma|th.wasm')), [[uriOf('math.wasm'), 0]]);
    const exported = `exports = ["ap|p"]\n${whole}`;
    const start = exported.replace('|', '').indexOf('"app.wasm"');
    assert.deepEqual(await targets(exported), [[uriOf('composition.toml'), start]]);
    const { workspace } = await opened('composition.toml', whole);
    const links = documentLinks(workspace.snapshot(), uriOf('composition.toml'));
    assert.deepEqual(
      links.map(({ target, title }) => [target.uri, title]),
      [
        [uriOf('math.wasm'), 'math.wasm'],
        [uriOf('app.wasm'), 'app.wasm'],
      ],
    );
  });
});
