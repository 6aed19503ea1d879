/** Plans whose names, paths and values are unusual, and edits of them. */
import type { PlanEdit, Provider } from '../../../base/plan-edit.ts';
import type { Random } from '../../../syntax/testing/random.ts';
import type { Data, DataTable } from './odd-toml.ts';
import type { Meaning } from './plan-meaning.ts';

const NAMES = ['auth', 'a b', 'x.y', 'it\'s "q"', 'true', '7', 'component', 'Größe'];
const ITEMS = ['run', 't:a/b', 't:c/d@1.0.0-rc.1', 't:e/f@0.1.0', 'export', 'stub'];
const TEXTS = ['a.wasm', 'in here/b.wasm', 'it\'s # no "comment"', 'two\nlines', '[a]\nb = "c"', '{}'];

/** The content of a plan, in one form or in both. */
export function oddPlan(random: Random): DataTable {
  const { below, pick } = random;
  const names = NAMES.slice(below(3)).filter(() => below(3) > 0);
  if (names.length === 0) names.push('auth');
  const some = <T>(from: readonly T[]): readonly T[] => from.filter(() => below(3) === 0);
  const texts = (keys: readonly string[]): DataTable =>
    Object.fromEntries(some(keys).map((one) => [one, pick(TEXTS)]));
  const tables: Record<'instances' | 'component', Record<string, Data>> = { instances: {}, component: {} };
  const mixed = below(3);
  for (const name of names) {
    const form = mixed === 0 || (mixed === 2 && below(2) === 0) ? 'instances' : 'component';
    const isShort = form === 'instances' && below(3) === 0;
    tables[form][name] = isShort ? pick(TEXTS) : instance(form);
  }
  function instance(form: 'instances' | 'component'): DataTable {
    const source = { [form === 'instances' ? 'component' : 'path']: pick(TEXTS) };
    const imports = Object.fromEntries(some(ITEMS).map((one) => [one, imported(form)]));
    return shuffled(random, {
      ...source,
      ...(below(2) === 0 && { imports }),
      ...(below(4) === 0 && { env: texts(['A', 'B=', '# c']) }),
      ...(below(4) === 0 && { config: texts(['a.b', 'c d']) }),
      ...(below(4) === 0 && { files: texts(['/a', '/b c/d.toml']) }),
    });
  }
  function imported(form: 'instances' | 'component'): Data {
    const key = form === 'instances' ? 'instance' : 'component';
    const way = below(5);
    if (way === 0) return false;
    if (way === 1) return shuffled(random, { [key]: pick(names), export: pick(ITEMS) });
    if (way === 2) return { stub: pick([true, '[1, 2]', { 'f("x")': 'ok(1)', n: 5, two: 'a\nb' }]) };
    return way === 3 ? { [key]: pick(names) } : pick(names);
  }
  const exported = Object.fromEntries(
    some(ITEMS).map((one) => [one, below(2) === 0 ? pick(names) : { instance: pick(names), export: 'x' }]),
  );
  return shuffled(random, {
    ...(Object.keys(tables.instances).length > 0 && { instances: tables.instances }),
    ...(Object.keys(tables.component).length > 0 && { component: tables.component }),
    ...(below(2) === 0 && { exports: pick([exported, exported, some(names)]) }),
    ...(below(3) === 0 && { versions: pick(['any', 'compatible']) }),
    ...(below(3) === 0 && { targets: 't:a/world@1.0.0' }),
    ...(below(3) === 0 && { packages: texts(['t:a', 't:b@0.1.0']) }),
  });
}

function shuffled(random: Random, table: DataTable): DataTable {
  const entries = Object.entries(table).map((entry) => [random.below(1000), entry] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => a - b).map(([, entry]) => entry));
}

export const EDITS = [
  'add',
  'remove',
  'rename',
  'wire',
  'unwire',
  'open',
  'export',
  'unexport',
  'export-all',
  'bridge-versions',
  'remove-entry',
] as const;

/** @returns undefined where the plan has nothing for such an edit */
export function oddEdit(
  kind: (typeof EDITS)[number],
  { pick, below }: Random,
  { instances, exports, rest }: Meaning,
): PlanEdit | undefined {
  const there = Object.keys(instances);
  const free = NAMES.filter((name) => !there.includes(name));
  const instance = pick(there);
  const from = (): Provider => ({ instance: pick(there), ...(below(2) === 0 && { export: pick(ITEMS) }) });
  const wired = Object.keys(instances[instance]!.imports);
  const name = wired.length > 0 && below(3) > 0 ? pick(wired) : pick(ITEMS);
  const isList = Array.isArray(exports);
  switch (kind) {
    case 'add':
      return free.length > 0 ? { kind, instance: pick(free), path: 'new "one".wasm' } : undefined;
    case 'remove':
      return there.length > 1 ? { kind, instance } : undefined;
    case 'rename':
      return free.length > 0 ? { kind, instance, to: pick(free) } : undefined;
    case 'wire':
      return { kind, instance, import: name, from: from() };
    case 'unwire':
      return { kind: 'wire', instance, import: name, from: undefined };
    case 'open':
      return { kind: 'wire', instance, import: name, from: false };
    case 'export':
      return isList && exports.length > 0 ? undefined : { kind, name: pick(ITEMS), from: from() };
    case 'unexport':
      return isList || !exports
        ? undefined
        : { kind: 'export', name: pick([...Object.keys(exports), 'x']), from: undefined };
    case 'export-all':
      return { kind, instances: pick([[instance], 'unused' as const]) };
    case 'bridge-versions':
      return { kind };
    case 'remove-entry':
      return 'packages' in rest ? { kind, path: ['packages'] } : undefined;
  }
}
