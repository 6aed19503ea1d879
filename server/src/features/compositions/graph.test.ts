import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { stamp } from '../../../../host/src/build/stamp.ts';
import { exporter, functionImporter, importer } from '../../../../host/src/compose/testing/components.ts';
import type { PlanEdit } from '../../base/plan-edit.ts';
import { editOfPlan, planGraph } from './graph.ts';
import { openPlan, planFolder } from './testing/plan-folder.ts';

const OPS = 't:math/ops@0.1.0';
const folder = await planFolder();
const { write } = folder;
const uri = folder.uriOf('composition.toml');

before(async () => {
  await write('math.wasm', exporter());
  await write('other.wasm', exporter('t:else/sums', 'double'));
  await write('wrong.wasm', exporter(OPS, 'double', 'char'));
  await write('app.wasm', importer());
  await write('f.wasm', functionImporter());
  await write('in/here/deep.wasm', exporter());
});
after(() => folder.remove());

const opened = (text: string, file = uri) => openPlan(file, text);

const base = '[instances]\nmath = "math.wasm" # sums\napp = "app.wasm"\n';

describe('the graph of a plan', () => {
  it('has instances, sources for each import, and components that can be added', async () => {
    const workspace = await opened(`${base}other = "other.wasm"\n`);
    const graph = planGraph(workspace.snapshot(), uri)!;
    assert.deepEqual(
      graph.instances.map(({ name, imports, exports }) => [name, imports, exports]),
      [
        ['math', [], [OPS]],
        ['app', [OPS], ['run']],
        ['other', [], ['t:else/sums']],
      ],
    );
    assert.deepEqual(
      graph.choices.map(({ target, instance, export: from }) => [target, instance, from]),
      [
        ['app', 'math', OPS],
        ['app', 'other', 't:else/sums'],
      ],
    );
    assert.deepEqual(graph.components.toSorted(), ['f.wasm', 'in/here/deep.wasm', 'wrong.wasm']);
    assert.match(graph.picture, /instance math, math\.wasm · \d+ bytes/);
    assert.equal(graph.isPending, false);
  });

  it('offers a function of an interface for an import of its name', async () => {
    const name = 't:math/ops.double@0.1.0';
    const plan = '[instances]\nmath = "math.wasm"\nf = "f.wasm"\n';
    const { choices } = planGraph((await opened(plan)).snapshot(), uri)!;
    assert.deepEqual(choices, [{ target: 'f', import: 'double', instance: 'math', export: name, port: OPS }]);
    const wired = plan.replace('"f.wasm"', `{ component = "f.wasm", imports = { double = "math" } }`);
    const drawn = planGraph((await opened(wired)).snapshot(), uri)!;
    assert.ok(drawn.picture.includes('aria-label="import double of f, wired"'));
    assert.deepEqual(drawn.mistakes, []);
  });

  it('has an accessible name for each card and port, and loads no resources', async () => {
    const workspace = await opened(base.replace('math =', '"<math>" ='));
    const { picture, file } = planGraph(workspace.snapshot(), uri)!;
    assert.ok(picture.includes(`aria-label="import ${OPS} of app, wired"`));
    assert.ok(picture.includes('aria-label="export run of app, wired"'));
    assert.match(picture, /aria-label="instance &#60;math&#62;, math\.wasm · \d+ bytes"/);
    assert.ok(!/<math>|href|url\(|style/.test(picture));
    assert.ok(file.includes('<style>') && !file.includes('tabindex'));
  });

  it('marks an invalid wire', async () => {
    const workspace = await opened(`exports = ["app"]\n${base.replace('math.wasm', 'wrong.wasm')}`);
    const { picture, mistakes } = planGraph(workspace.snapshot(), uri)!;
    assert.match(picture, /class="wire wrong"/);
    assert.ok(picture.includes(`aria-label="import ${OPS} of app, does not fit"`));
    assert.equal(mistakes.length, 1);
  });
});

describe('an edit of the graph', () => {
  const edited = async (text: string, edit: PlanEdit) => {
    const change = editOfPlan((await opened(text)).snapshot(), uri, edit);
    if ('refused' in change) return change.refused;
    return text.slice(0, change.start) + change.text + text.slice(change.end);
  };

  it('is a text edit', async () => {
    const wired = await edited(base, {
      kind: 'wire',
      instance: 'app',
      import: OPS,
      from: { instance: 'math' },
    });
    assert.equal(
      wired,
      base.replace('"app.wasm"', `{ component = "app.wasm", imports = { "${OPS}" = "math" } }`),
    );
  });

  it('keeps exports that go by name', async () => {
    const more = await edited(base, { kind: 'export', name: OPS, from: { instance: 'math' } });
    assert.equal(more, `${base}\n[exports]\nrun = "app"\n"${OPS}" = "math"\n`);
  });

  it('is refused with a message if the text cannot be read', async () => {
    const broken = await edited(`${base}x = `, { kind: 'remove', instance: 'math' });
    assert.equal(broken, 'the plan cannot be read: mend its mistakes first');
  });
});

describe('a card of the graph', () => {
  const made = (component: string) => join(folder.path, 'made', component);
  /** The result of a build: a component and the record of its inputs. */
  async function build(): Promise<void> {
    await mkdir(made('dist'), { recursive: true });
    await mkdir(made('wit'), { recursive: true });
    await writeFile(made('package.json'), '{ "name": "made", "component": {} }');
    await writeFile(made('wit/world.wit'), 'package t:made;');
    await writeFile(made('dist/made.wasm'), await parse(exporter()));
    const inputs = [made('package.json'), made('wit/world.wit')];
    await stamp(made('dist/made.wasm'), 'made', inputs, 'here');
  }
  const plan = '[instances]\nmath = "made"\napp = "app.wasm"\n';
  const detail = async () => {
    const { picture } = planGraph((await opened(plan)).snapshot(), uri)!;
    return /instance math, ([^"]*)"/.exec(picture)![1]!.replace(/\d+ bytes/, 'N bytes');
  };

  it('shows whether a component is up to date with its sources', async () => {
    await mkdir(made(''), { recursive: true });
    await writeFile(made('package.json'), '{ "name": "made", "component": {} }');
    assert.equal(await detail(), 'made · not built');
    await build();
    assert.equal(await detail(), 'made.wasm · N bytes · up to date');
    await writeFile(made('package.json'), '{ "name": "made", "component": { "world": "made" } }');
    assert.equal(await detail(), 'made.wasm · N bytes · sources are newer');
    await writeFile(made('wit/world.wit'), 'package t:made@2.0.0;');
    assert.equal(await detail(), 'made.wasm · N bytes · built from an older WIT');
    await writeFile(made('dist/made.wasm'), await parse(exporter('t:made/elsewhere')));
    assert.equal(await detail(), 'made.wasm · N bytes');
  });

  it('detects added sources, except files that a build wrote', async () => {
    await writeFile(made('wit/generated.json'), '{}');
    await writeFile(made('other.json'), '{}');
    await build();
    assert.equal(await detail(), 'made.wasm · N bytes · up to date');
    await writeFile(made('notes.txt'), 'none of the kind');
    assert.equal(await detail(), 'made.wasm · N bytes · up to date');
    await writeFile(made('tsconfig.json'), '{}');
    assert.equal(await detail(), 'made.wasm · N bytes · sources are newer');
    await writeFile(made('wit/more.wit'), '// nothing');
    assert.equal(await detail(), 'made.wasm · N bytes · built from an older WIT');
    await rm(made('wit/more.wit'));
    await rm(made('tsconfig.json'));
    assert.equal(await detail(), 'made.wasm · N bytes · up to date');
  });

  it('folds open WASI imports, and unfolds them', async () => {
    const instance = (name: string) => `(import "wasi:${name}@0.2.0" (instance))`;
    const names = ['cli/environment', 'clocks/wall-clock', 'random/random'];
    await write('guest.wasm', `(component ${names.map(instance).join('\n')})`);
    const workspace = await opened(
      'exports = ["math"]\ninstances = { guest = "guest.wasm", math = "math.wasm" }\n',
    );
    const ports = (unfolded: readonly string[]) => {
      const { picture } = planGraph(workspace.snapshot(), uri, new Set(unfolded))!;
      return [...picture.matchAll(/aria-label="import ([^"]*) of guest, (\w+)"/g)].map(([, ...one]) =>
        one.join(' '),
      );
    };
    assert.deepEqual(ports([]), ['3 of WASI folded']);
    assert.deepEqual(ports(['guest']), [
      '3 of WASI unfolded',
      ...names.map((name) => `wasi:${name}@0.2.0 open`),
    ]);
  });
});

describe('the graph of a document', () => {
  const file = uri.replace('composition.toml', 'whole.wac');
  before(async () => {
    await mkdir(join(folder.path, 'deps/t'), { recursive: true });
    for (const name of ['math', 'wrong', 'app'])
      await writeFile(
        join(folder.path, `deps/t/${name}.wasm`),
        await readFile(join(folder.path, `${name}.wasm`)),
      );
  });
  const graphOf = async (text: string) => {
    const workspace = await opened(text, file);
    return { workspace, graph: planGraph(workspace.snapshot(), file)! };
  };
  const text = `package t:whole;
let math = new t:math {};
let app = new t:app { ops: math.ops };
export app.run;
`;

  it('has its instances, wires and exports, even if their types differ', async () => {
    const { graph } = await graphOf(text);
    assert.deepEqual(
      graph.instances.map(({ name, imports, exports }) => [name, imports, exports]),
      [
        ['math', [], [OPS]],
        ['app', [OPS], ['run']],
      ],
    );
    assert.match(
      graph.picture,
      /class="wire written"[^>]*><title>app imports t:math\/ops@0\.1\.0 from math</,
    );
    assert.match(graph.picture, /exported: run/);
    assert.deepEqual([graph.components, graph.mistakes], [['deps/t/wrong.wasm'], []]);
    const { graph: wrong } = await graphOf(text.replace('new t:math', 'new t:wrong'));
    assert.match(wrong.picture, /class="wire wrong"/);
    assert.equal(wrong.mistakes.length, 1);
  });

  it('has unnamed instances and open imports', async () => {
    const { graph } = await graphOf(
      `package t:whole;
let first = new t:app { ...(new t:math {}) };
`.replace('...(new t:math {})', 'ops: (new t:math {}).ops') +
        'let other = new t:app { ... };\nexport first...;\n',
    );
    assert.deepEqual(
      graph.instances.map(({ name }) => name),
      ['t:math', 'first', 'other'],
    );
    assert.ok(graph.picture.includes(`aria-label="import ${OPS} of first, wired"`));
    assert.ok(graph.picture.includes(`aria-label="import ${OPS} of other, open"`));
  });

  it('is edited as text', async () => {
    const { workspace } = await graphOf(text);
    const edited = (edit: PlanEdit) => {
      const change = editOfPlan(workspace.snapshot(), file, edit);
      return 'refused' in change
        ? change.refused
        : text.slice(0, change.start) + change.text + text.slice(change.end);
    };
    const open = edited({ kind: 'wire', instance: 'app', import: OPS, from: false });
    assert.equal(open, text.replace('ops: math.ops', '...'));
    assert.equal(
      edited({ kind: 'rename', instance: 'math', to: 'sums' }),
      text.replaceAll(/math(?= =|\.ops)/g, 'sums'),
    );
  });
});
