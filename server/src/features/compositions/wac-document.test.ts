import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { complete } from '../completion/complete.ts';
import { hover } from '../hover/hover.ts';
import { definition } from '../navigation/definition.ts';
import { settle } from './testing/plan-folder.ts';
import { OPS, samplePlans } from './testing/sample-plans.ts';

const { found, opened, uriOf, write, remove } = await samplePlans();
after(remove);

const document =
  'package t:s;\nlet math = new t:math {};\nlet app = new t:app { ops: math.ops };\nexport app...;\n';

describe('a .wac document in the editor', () => {
  it('reports its errors and all missing packages', async () => {
    const { workspace } = await opened('s.wac', document);
    assert.deepEqual(found(workspace, 's.wac'), []);
    workspace.open(uriOf('s.wac'), document.replaceAll('t:math', 't:mth').replaceAll('t:app', 't:ap'), 2);
    await settle(workspace, uriOf('s.wac'));
    assert.deepEqual(found(workspace, 's.wac'), [
      ['wac-package-missing', 't:mth'],
      ['wac-package-missing', 't:ap'],
    ]);
    workspace.open(uriOf('s.wac'), document.replace('math.ops', 'math.op'), 3);
    await settle(workspace, uriOf('s.wac'));
    const [[code] = []] = found(workspace, 's.wac');
    assert.equal(code, 'wac-invalid');
    workspace.open(uriOf('s.wac'), document.replace('export', 'exprt'), 4);
    await settle(workspace, uriOf('s.wac'));
    assert.equal(found(workspace, 's.wac').length, 1);
  });

  it('reports wrong names beside a missing package, and what does not fit a target', async () => {
    await write('deps/t/wit/a.wit', 'package t:wit; world w { export go: func(); }');
    await write('wit/a.wit', 'package t:beside; world w { export app: func(); }');
    const foundIn = async (text: string) => found((await opened('s.wac', text)).workspace, 's.wac');
    const gone = 'let gone = new t:gone {};\nexport math.oops;\nexport app...;\n';
    assert.deepEqual(await foundIn(document.replace('export app...;\n', gone)), [
      ['wac-package-missing', 't:gone'],
      ['wac-invalid', '.oops'],
    ]);
    const target = (world: string) => document.replace('t:s;', `t:s targets ${world};`);
    assert.deepEqual(await foundIn(target('t:wit/w')), [['target-misfit', 't:wit/w']]);
    assert.deepEqual(await foundIn(target('t:beside/w')), [['target-misfit', 't:beside/w']]);
    assert.deepEqual(await foundIn(target('t:beside/v')), [['wac-invalid', 'v']]);
  });

  it('completes packages, arguments, exports and names', async () => {
    const labels = async (marked: string) => {
      const { workspace, place } = await opened('s.wac', document);
      workspace.open(uriOf('s.wac'), marked.replace('|', ''), 2);
      await settle(workspace, uriOf('s.wac'));
      place.offset = marked.indexOf('|');
      return complete(workspace.snapshot(), place)?.items.map(({ label }) => label);
    };
    assert.deepEqual(await labels(document.replace('t:app {', '| {')), ['t:math', 't:app']);
    assert.deepEqual(await labels(document.replace('ops: math.ops', '|')), ['ops', '...']);
    assert.deepEqual(await labels(document.replace('math.ops', 'math["|"]')), [OPS]);
    // Names that are not given yet are none of the proposals.
    assert.deepEqual(await labels(document.replace('math.ops', '|')), ['math', 'new']);
    assert.deepEqual(await labels(document.replace('export app', 'export |app')), ['math', 'app', 'new']);
    const statements = ['import', 'let', 'export', 'interface', 'world', 'type'];
    assert.deepEqual(await labels(document.replace('export app', '|export app')), statements);
    assert.deepEqual(await labels(document.replace('export app', '// x\n|export app')), statements);
    assert.deepEqual(await labels('|'), ['package', ...statements]);
    await write('wit/i.wit', 'package t:beside; interface log { put: func(); }');
    const imported = document.replace('let math', 'import log: |;\nlet math');
    assert.ok((await labels(imported))?.includes('t:beside/log'));
    assert.ok((await labels(imported.replace('|', 't:beside/|')))?.includes('t:beside/log'));
    assert.ok(
      (await labels(document.replace('let math', 'interface i { use |\nlet math')))?.includes('t:beside/log'),
    );
    await write('deps/t/other/a.wit', 'package t:other@1.0.0; world service {}');
    const targets = document.replace(/^(package [^;]+);/, '$1 targets |;');
    assert.ok((await labels(targets))?.includes('t:other/service@1.0.0'));
    assert.equal(await labels(document.replace('let math', '// l|et\nlet math')), undefined);
  });

  it('shows the contents of a package, and has a definition to its component', async () => {
    const { workspace, place } = await opened('s.wac', document.replace('t:math', 't:ma|th'));
    assert.match(hover(workspace.snapshot(), place)?.markdown ?? '', /Exports:\n- `t:math\/ops@0\.1\.0`/);
    assert.deepEqual(
      definition(workspace.snapshot(), place).map(({ uri }) => uri),
      [uriOf('deps/t/math.wasm')],
    );
    const name = await opened('s.wac', document.replace('export app', 'export a|pp'));
    const [target] = definition(name.workspace.snapshot(), name.place);
    assert.equal(target?.start, document.indexOf('app ='));
  });
});
