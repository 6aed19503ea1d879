import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { exporter, importer, link } from '../../../../host/src/compose/testing/components.ts';
import { Workspace } from '../../analysis/workspace.ts';
import { jobs } from '../../node/composer/jobs.ts';
import { nodeFileSystem } from '../../node/file-system.ts';
import { codeActions } from '../code-actions/code-actions.ts';
import { complete } from '../completion/complete.ts';
import { diagnostics } from '../diagnostics.ts';
import { openPlan, planFolder, settle } from './testing/plan-folder.ts';

const OPS = 't:math/ops@0.1.0';
const folder = await planFolder();
const { uriOf, write } = folder;

before(async () => {
  await write('math.wasm', exporter());
  await write('parts/other.wasm', exporter());
  await write('newer.wasm', exporter('t:math/ops@0.2.0'));
  await write('wrong.wasm', exporter(OPS, 'double', 'char'));
  await write('app.wasm', importer());
  await write('ab.wasm', link('t:a/a', 't:b/b'));
  await write('ba.wasm', link('t:b/b', 't:a/a'));
});
after(() => folder.remove());

const opened = (text: string, path = 'composition.toml') => openPlan(uriOf(path), text);

/** The fixes for all problems, with the text that each makes; and the codes that remain after the first. */
async function fixes(text: string, path = 'composition.toml') {
  const workspace = await opened(text, path);
  const whole = { start: 0, end: text.length };
  const actions = codeActions(workspace.snapshot(), uriOf(path), whole, (kind) => kind === 'quickfix');
  const made = actions.map(({ title, edits }) => [title, applied(text, edits)] as const);
  workspace.open(uriOf(path), made[0]?.[1] ?? text, 2);
  await settle(workspace, uriOf(path));
  const left = diagnostics(workspace.snapshot(), uriOf(path)).map(({ code }) => code);
  return { titles: actions.map(({ title }) => title), made: new Map(made), left, actions };
}

const applied = (text: string, edits: readonly { start: number; end: number; text: string }[]): string =>
  edits.reduce((now, { start, end, text: by }) => now.slice(0, start) + by + now.slice(end), text);

const base = '[instances]\nmath = "math.wasm" # sums\napp = "app.wasm"\n';

describe('quick fixes in a plan', () => {
  it('replace a misspelled name', async () => {
    const path = await fixes(base.replace('"app.wasm"', '"ap.wasm"'));
    assert.deepEqual([path.titles, path.left], [['Change to app.wasm'], []]);
    assert.equal(path.actions[0]?.isPreferred, true);
    const instance = await fixes(`${base}[exports]\nrun = 'ap'\n`);
    assert.deepEqual([instance.titles, instance.left], [['Change to app', 'Change to math'], []]);
    assert.equal(instance.made.get('Change to app'), `${base}[exports]\nrun = "app"\n`);
    const key = await fixes(`${base}[exprots]\nrun = "app"\n`);
    assert.deepEqual([key.titles, key.left], [['Change to exports'], []]);
    const name = base.replace('"app.wasm"', '{ component = "app.wasm", imports = { "t:math/op" = "math" } }');
    const wire = await fixes(name);
    assert.deepEqual([wire.titles, wire.left], [[`Change to ${OPS}`], []]);
  });

  it('find a component that was moved', async () => {
    const { titles, left } = await fixes(base.replace('math.wasm', 'other.wasm'));
    assert.deepEqual([titles, left], [['Change to parts/other.wasm'], []]);
  });

  it('wire an ambiguous import, or leave it open', async () => {
    const text = `${base}other = "parts/other.wasm"\n`;
    const { titles, made, left } = await fixes(`exports = ["app"]\n${text}`);
    assert.deepEqual(titles, [
      `Wire ${OPS} of app to math`,
      `Wire ${OPS} of app to other`,
      `Leave ${OPS} of app open`,
    ]);
    assert.equal(
      made.get(titles[1]!),
      `exports = ["app"]\n${text.replace('"app.wasm"', `{ component = "app.wasm", imports = { "${OPS}" = "other" } }`)}`,
    );
    assert.deepEqual(left, ['instance-unused']);
  });

  it('remove an unused instance, or wire a different version', async () => {
    const text = `exports = ["app"]\n${base.replace('math.wasm', 'newer.wasm')}`;
    const { titles, made, left } = await fixes(text);
    assert.deepEqual(titles, [
      `Wire ${OPS} of app to math`,
      'Connect different versions of an interface by name',
      'Remove math from the plan',
    ]);
    assert.deepEqual(left, []);
    const bridged = made.get(titles[1]!)!;
    assert.equal(bridged, `${text.replace('\n', '\nversions = "any"\n')}`);
    assert.deepEqual((await fixes(bridged)).titles, []);
    assert.equal(made.get(titles[2]!), text.replace('math = "newer.wasm" # sums\n', ''));
  });

  it('open a cycle, and a wire with mismatched types', async () => {
    const circle = await fixes('[instances]\nab = "ab.wasm"\nba = "ba.wasm"\n');
    assert.deepEqual(circle.titles, ['Leave t:a/a of ab open', 'Leave t:b/b of ba open']);
    assert.deepEqual(circle.left, []);
    const types = await fixes(`exports = ["app"]\n${base.replace('math.wasm', 'wrong.wasm')}`);
    assert.deepEqual(types.titles, [`Leave ${OPS} of app open`]);
  });

  it('choose between two exports of the same name', async () => {
    const { titles, left } = await fixes('[instances]\nmath = "math.wasm"\nother = "parts/other.wasm"\n');
    assert.deepEqual(titles, ['Export only math', 'Export only other']);
    assert.deepEqual(left, ['instance-unused']);
  });

  it('add components', async () => {
    const empty = await fixes('# nothing yet\n');
    assert.ok(empty.titles.includes('Add math.wasm'));
    assert.equal(empty.made.get('Add math.wasm'), '# nothing yet\n\n[instances]\nmath = "math.wasm"\n');
    const wired = base
      .replace('math = "math.wasm" # sums\n', '')
      .replace('"app.wasm"', `{ component = "app.wasm", imports = { "${OPS}" = "other" } }`);
    const { made } = await fixes(wired);
    assert.equal(made.get('Add parts/other.wasm'), `${wired}other = "parts/other.wasm"\n`);
  });

  it('work in a configuration of wasm-tools compose', async () => {
    const text = 'dependencies:\n  root: app.wasm\n  math: math.wasm # sums\n  other: parts/other.wasm\n';
    const { titles, made } = await fixes(text, 'wasm-compose.yml');
    // It cannot leave open what an instance exports.
    assert.deepEqual(titles, [`Wire ${OPS} of root to math`, `Wire ${OPS} of root to other`]);
    assert.equal(
      made.get(titles[0]!),
      `${text}instantiations:\n  root:\n    arguments:\n      ${OPS}: math\n`,
    );
  });
});

describe('a path in a plan', () => {
  it('is completed with the components below it', async () => {
    await write('made/package.json', '{ "component": {} }');
    await write('node_modules/x/y.wasm', link('t:a/a', 't:b/b'));
    const text = '[instances]\nmath = ""\n';
    const workspace = await opened(text);
    const place = { uri: uriOf('composition.toml'), offset: text.indexOf('""') + 1 };
    const labels = complete(workspace.snapshot(), place)?.items.map(({ label }) => label) ?? [];
    assert.ok(
      ['math.wasm', 'parts/other.wasm', 'made'].every((label) => labels.includes(label)),
      labels.join(),
    );
    assert.ok(!labels.some((label) => label.startsWith('node_modules')));
  });
});

describe('a plan that is not open', () => {
  it('is checked with the workspace', async () => {
    await write('closed/composition.toml', '[instances]\napp = "gone.wasm"\n');
    const workspace = new Workspace(nodeFileSystem, undefined, undefined, undefined, jobs);
    workspace.changeFolders([uriOf('closed')], []);
    const found = [...workspace.filesToCheck()].flatMap((uri) =>
      uri === undefined ? [] : diagnostics(workspace.snapshot(), uri).map(({ code }) => [uri, code]),
    );
    assert.deepEqual(found, [[uriOf('closed/composition.toml'), 'component-unreadable']]);
  });
});
