import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { exporter, importer } from '../../../../host/src/compose/testing/components.ts';
import { Workspace } from '../../analysis/workspace.ts';
import type { PlanEdit } from '../../base/plan-edit.ts';
import { jobs } from '../../node/composer/jobs.ts';
import { nodeFileSystem } from '../../node/file-system.ts';
import { editOfPlan, planGraph } from './graph.ts';

const OPS = 't:math/ops@0.1.0';
const folder = await mkdtemp(join(tmpdir(), 'plan-graph-'));
const uri = String(pathToFileURL(join(folder, 'composition.toml')));

before(async () => {
  await writeFile(join(folder, 'math.wasm'), await parse(exporter()));
  await writeFile(join(folder, 'other.wasm'), await parse(exporter('t:else/sums', 'double')));
  await writeFile(join(folder, 'wrong.wasm'), await parse(exporter(OPS, 'double', 'char')));
  await writeFile(join(folder, 'app.wasm'), await parse(importer()));
});
after(() => rm(folder, { recursive: true }));

async function opened(text: string): Promise<Workspace> {
  const workspace = new Workspace(nodeFileSystem, undefined, undefined, undefined, jobs);
  workspace.open(uri, text, 1);
  for (let before = -1; before !== workspace.revision;) {
    before = workspace.revision;
    workspace.snapshot().composition(uri);
    await workspace.compositions.settled();
  }
  return workspace;
}

const base = '[instances]\nmath = "math.wasm" # sums\napp = "app.wasm"\n';

describe('the graph of a plan', () => {
  it('has instances, who could fill an import, and what could be added', async () => {
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
    assert.deepEqual(graph.components, ['wrong.wasm']);
    assert.match(graph.picture, /instance math, math\.wasm · \d+ bytes/);
    assert.equal(graph.isPending, false);
  });

  it('is drawn with a name for each card and port, and nothing that a page would load', async () => {
    const workspace = await opened(base.replace('math =', '"<math>" ='));
    const { picture, file } = planGraph(workspace.snapshot(), uri)!;
    assert.ok(picture.includes(`aria-label="import ${OPS} of app, wired"`));
    assert.ok(picture.includes('aria-label="export run of app, wired"'));
    assert.match(picture, /aria-label="instance &#60;math&#62;, math\.wasm · \d+ bytes"/);
    assert.ok(!/<math>|href|url\(|style/.test(picture));
    assert.ok(file.includes('<style>') && !file.includes('tabindex'));
  });

  it('says which wire is wrong', async () => {
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

  it('is one of the text', async () => {
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

  it('keeps what was exported by names alone', async () => {
    const more = await edited(base, { kind: 'export', name: OPS, from: { instance: 'math' } });
    assert.equal(more, `${base}\n[exports]\nrun = "app"\n"${OPS}" = "math"\n`);
  });

  it('is refused by a sentence where the text cannot be read', async () => {
    const broken = await edited(`${base}x = `, { kind: 'remove', instance: 'math' });
    assert.equal(broken, 'the plan cannot be read: mend its mistakes first');
  });
});
