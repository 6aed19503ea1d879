import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { stamp } from '../../../host/src/build/stamp.ts';
import { exporter } from '../../../host/src/compose/testing/components.ts';
import { Workspace } from '../analysis/workspace.ts';
import { jobs } from '../node/composer/jobs.ts';
import { nodeFileSystem } from '../node/file-system.ts';
import { targetStatus } from './target-status.ts';

const folder = await mkdtemp(join(tmpdir(), 'target-status-'));
const uri = (path: string) => String(pathToFileURL(join(folder, path)));
const size = /^\d+ bytes/;

before(async () => {
  const component = await parse(exporter());
  const files = {
    'math/package.json': '{ "name": "math", "component": {} }',
    'math/dist/math.wasm': component,
    'web/package.json': '{ "name": "web" }',
    'adder/wit/adder.wit': 'package a:adder;',
    'adder/src/adder.c': '',
    'program/main.c': '',
    'math.wasm': component,
    'composition.toml': 'instances = { math = "math", gone = "gone.wasm" }\n',
  };
  for (const [path, contents] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), contents);
  }
  await stamp(join(folder, 'math/dist/math.wasm'), 'math', [join(folder, 'math/package.json')], 'here');
});
after(() => rm(folder, { recursive: true }));

/** A workspace that has checked a plan. */
async function checked(path: string): Promise<Workspace> {
  const workspace = new Workspace(nodeFileSystem, undefined, undefined, undefined, jobs);
  workspace.snapshot().composition(uri(path));
  await workspace.compositions.settled();
  return workspace;
}

async function statusOf(path: string, workspace?: Workspace) {
  const status = targetStatus((workspace ?? (await checked(path))).snapshot(), uri(path));
  return JSON.parse(
    JSON.stringify(status ?? null, (_, value: unknown) =>
      typeof value === 'string' ? value.replace(size, 'N bytes').replace(`${uri('')}/`, '') : value,
    ),
  ) as unknown;
}

const built = { component: 'math/dist/math.wasm', detail: 'N bytes · up to date', isStale: false };

it('the status of a folder is that of its component', async () => {
  assert.deepEqual(await statusOf('math'), { kind: 'component', ...built });
  assert.deepEqual(await statusOf('web'), null);
  assert.deepEqual(await statusOf('adder'), { kind: 'component', detail: 'not built', isStale: true });
  assert.deepEqual(await statusOf('program'), null);
  assert.deepEqual(await statusOf('math.wasm'), {
    kind: 'component',
    component: 'math.wasm',
    detail: 'N bytes',
    isStale: false,
  });
});

it('the status of a plan has its instances and errors', async () => {
  const status = await statusOf('composition.toml');
  assert.deepEqual(status, {
    kind: 'plan',
    instances: [
      { name: 'math', source: 'math', ...built },
      { name: 'gone', source: 'gone.wasm', component: 'gone.wasm', detail: '', isStale: false },
    ],
    mistakes: [`${join(folder, 'gone.wasm')} cannot be read: there is no such file`],
  });
});

it('a build is seen before the editor reports its file', async () => {
  await mkdir(join(folder, 'late'));
  await writeFile(join(folder, 'late/package.json'), '{ "name": "late", "component": {} }');
  await mkdir(join(folder, 'plan'));
  await writeFile(join(folder, 'plan/composition.toml'), 'instances = { late = "../late" }\n');
  const plan = 'plan/composition.toml';
  const workspace = await checked(plan);
  const late = { name: 'late', source: 'late' };
  const notBuilt = { ...late, detail: 'not built', isStale: true };
  assert.deepEqual(await statusOf(plan, workspace), { kind: 'plan', instances: [notBuilt], mistakes: [] });
  const component = join(folder, 'late/dist/late.wasm');
  await mkdir(dirname(component));
  await writeFile(component, await parse(exporter()));
  await stamp(component, 'late', [join(folder, 'late/package.json')], 'here');
  const isBuilt = { ...late, ...built, component: 'late/dist/late.wasm' };
  assert.deepEqual(await statusOf(plan, workspace), { kind: 'plan', instances: [isBuilt], mistakes: [] });
});
