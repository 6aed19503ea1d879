import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { random, type Random } from '../../syntax/testing/random.ts';
import { type ExportOf, isProvider } from '../plan.ts';
import { planSource } from '../plan-source.ts';
import { collectProblems } from '../problems.ts';
import { readPlan } from '../read/read-plan.ts';
import { changeBetween, editPlan } from './edit-plan.ts';
import type { PlanEdit } from '../../base/plan-edit.ts';
import { replaced } from './tables.ts';

/** The content of a plan, without locations. */
interface Model {
  readonly instances: Record<string, { path: string; imports: Record<string, ExportOf | false> }>;
  exports: Record<string, ExportOf>;
}

const sourceOf = (file: string, text: string) => planSource(file, text, (path) => path);

/** @returns undefined when the text has a mistake */
function modelOf(file: string, text: string): Model {
  const problems = collectProblems();
  const { plan } = readPlan(sourceOf(file, text), problems, 'root.wasm');
  assert.deepEqual(problems.found, [], text);
  const exports = plan.exports === 'unused' ? [] : plan.exports.filter(({ name }) => name !== undefined);
  const plain = ({ instance, export: name }: ExportOf) => ({
    instance,
    ...(name !== undefined && { export: name }),
  });
  return {
    instances: Object.fromEntries(
      plan.instances.map(({ name, source, imports }) => [
        name,
        {
          path: source,
          imports: Object.fromEntries(
            imports.map(({ name, from }) => [name, from && isProvider(from) && plain(from)]),
          ),
        },
      ]),
    ),
    exports: Object.fromEntries(exports.map(({ name, ...from }) => [name, plain(from)])),
  };
}

/** The model after an edit. */
function apply({ instances, exports }: Model, edit: PlanEdit): void {
  const isOf = (name: string) => (from: ExportOf | false) => from && from.instance === name;
  switch (edit.kind) {
    case 'add':
      instances[edit.instance] = { path: edit.path, imports: {} };
      return;
    case 'remove':
      delete instances[edit.instance];
      for (const one of [...Object.values(instances).map(({ imports }) => imports), exports])
        for (const [key, from] of Object.entries(one)) if (isOf(edit.instance)(from)) delete one[key];
      return;
    case 'rename':
      instances[edit.to] = instances[edit.instance]!;
      delete instances[edit.instance];
      for (const one of [...Object.values(instances).map(({ imports }) => imports), exports])
        for (const [key, from] of Object.entries(one))
          if (from && from.instance === edit.instance) one[key] = { ...from, instance: edit.to };
      return;
    case 'wire':
      wire(instances[edit.instance]!.imports, edit.import, edit.from);
      return;
    case 'export':
      if (edit.from) exports[edit.name] = edit.from;
      else delete exports[edit.name];
  }
}

/** An entry without the version also names the import. */
function wire(
  imports: Record<string, ExportOf | false>,
  name: string,
  from: ExportOf | false | undefined,
): void {
  const short = name.split('@')[0]!;
  const key = name in imports || !(short in imports) ? name : short;
  if (from === undefined) delete imports[key];
  else imports[key] = from;
}

const NAMES = ['auth', 'app', 'log-out', 'x', 'Größe', 'a b', 'true'];
const ITEMS = ['run', 't:a/b', 't:a/b@0.1.0', 't:c/d@1.0.0-rc.1', 'instance'];

function randomEdit({ pick, below }: Random, model: Model, isConfig: boolean): PlanEdit | undefined {
  const there = Object.keys(model.instances).filter((name) => name !== 'root');
  const free = NAMES.filter((name) => !there.includes(name));
  const instance = there.length > 0 ? pick(there) : undefined;
  const from = () => {
    const one = { instance: pick(there) };
    return below(2) === 0 ? one : { ...one, export: pick(ITEMS) };
  };
  if (instance === undefined || below(4) === 0)
    return free.length === 0
      ? undefined
      : { kind: 'add', instance: pick(free), path: pick(['a.wasm', 'in here/"a"']) };
  const kind = pick(['remove', 'rename', 'wire', 'wire', 'wire', 'export'] as const);
  if (kind === 'remove') return { kind, instance };
  if (kind === 'rename') return free.length === 0 ? undefined : { kind, instance, to: pick(free) };
  if (kind === 'wire') {
    const ways = isConfig ? [from(), undefined] : [from(), from(), false as const, undefined];
    return { kind, instance, import: pick(ITEMS), from: pick(ways) };
  }
  return isConfig ? undefined : { kind, name: pick(ITEMS), from: pick([from(), from(), undefined]) };
}

const comments = (text: string): readonly string[] => text.match(/# c\d+/g) ?? [];

const STARTS: readonly (readonly [file: string, text: string])[] = [
  ['/composition.toml', ''],
  [
    '/composition.toml',
    '# c0\n\n[instances] # c1\n# c2\nauth = "a.wasm" # c3\n# c4\n\n[exports] # c5\n# c6\n',
  ],
  [
    '/composition.toml',
    '# c0\r\n[instances.auth] # c1\r\ncomponent = "a.wasm" # c2\r\n\r\n# c3\r\n[instances.app]\r\ncomponent = "b.wasm"\r\n[instances.app.imports] # c4\r\n# c5\r\nrun = false # c6',
  ],
  [
    '/composition.toml',
    'instances = { auth = "a.wasm", app = { component = "b.wasm", imports = {} } } # c0\n# c1',
  ],
  [
    '/composition.toml',
    'instances.auth.component = "a.wasm" # c0\ninstances.auth.imports.run = "auth"\n# c1\nexports.x = "auth"\n',
  ],
  [
    '/composition.toml',
    '[component.auth]\n  path = "a.wasm" # c0\n  # c1\n  [component.auth.imports.run] # c2\n  component = "auth" # c3\n',
  ],
  ['/wasm-compose.yml', ''],
  [
    '/wasm-compose.yml',
    '# c0\ndependencies: # c1\n  # c2\n  auth: a.wasm # c3\n\n# c4\ninstantiations:\n    auth: # c5\n        arguments: # c6\n            run: auth # c7\n# c8\n',
  ],
  [
    '/wasm-compose.yml',
    'dependencies: { auth: a.wasm, app: {path: b.wasm} } # c0\r\ninstantiations: {} # c1\r\n',
  ],
  ['/wasm-compose.yml', 'dependencies:\n# c0\ninstantiations:\n# c1\n'],
];

describe('random edits of plans', () => {
  for (const [at, [file, start]] of STARTS.entries())
    it(`have their intended effect and keep the comments: ${file} ${at}`, () => {
      const isConfig = file.endsWith('.yml');
      for (let seed = 0; seed < 20; seed++) {
        const chance = random(seed * 100 + at);
        let text = start;
        const model = modelOf(file, text || (isConfig ? '{}' : 'instances = { auth = "a" }'));
        if (text === '') delete model.instances.auth;
        for (let step = 0; step < 12; step++) {
          const edit = randomEdit(chance, model, isConfig);
          if (!edit) continue;
          const before = text;
          const after = editPlan(sourceOf(file, text), edit);
          assert.ok(typeof after === 'string', JSON.stringify([edit, after, text]));
          const change = changeBetween(before, after);
          text = change ? replaced(before, change) : before;
          assert.equal(text, after);
          apply(model, edit);
          if (Object.keys(model.instances).length === 0) break;
          assert.deepEqual(modelOf(file, text), model, `${JSON.stringify(edit)}\n${before}\n=>\n${text}`);
          const isLossless = edit.kind === 'add' || edit.kind === 'rename' || ('from' in edit && edit.from);
          if (isLossless)
            assert.deepEqual(
              comments(text),
              comments(before),
              `${JSON.stringify(edit)}\n${before}\n=>\n${text}`,
            );
        }
      }
    });
});
