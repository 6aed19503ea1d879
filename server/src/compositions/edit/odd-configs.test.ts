import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { unversioned } from '../../base/ids.ts';
import type { PlanEdit, Provider } from '../../base/plan-edit.ts';
import { random, type Random } from '../../syntax/testing/random.ts';
import { planSource } from '../plan-source.ts';
import { editPlan } from './edit-plan.ts';
import type { Data, DataTable } from './testing/odd-toml.ts';
import { oddYaml } from './testing/odd-yaml.ts';

/** How many configurations for each edit; `PLANS` is for long runs. */
const PLANS = Number(process.env['PLANS'] ?? 40);

const NAMES = ['auth', 'a b', 'x.y', 'it\'s "q"', 'true', '7', 'a: b', '# c', 'Größe'];
const ITEMS = ['run', 't:a/b', 't:c/d@1.0.0-rc.1', 't:e/f@0.1.0', 'instance'];
const TEXTS = ['a.wasm', 'in here/b.wasm', 'it\'s # no "comment"', '- x', '{}', 'C:\\b.wasm'];

const sourceOf = (text: string) => planSource('/wasm-compose.yml', text, (path) => path);

interface Instantiation {
  readonly dependency?: string;
  readonly arguments: Record<string, { from: string; export?: string }>;
}

/** A configuration without what may be written in two ways. */
interface Config {
  readonly dependencies: Record<string, string>;
  readonly instantiations: Record<string, Instantiation>;
  readonly rest: DataTable;
}

function oddConfig({ below, pick }: Random): DataTable {
  const names = ['root', ...NAMES.filter(() => below(2) === 0)];
  const some = <T>(from: readonly T[]): readonly T[] => from.filter(() => below(3) === 0);
  const dependency = (): Data => (below(3) === 0 ? { path: pick(TEXTS) } : pick(TEXTS));
  const argument = (): Data =>
    pick<Data>([pick(names), { instance: pick(names) }, { export: pick(ITEMS), instance: pick(names) }]);
  const instantiation = (): DataTable => ({
    ...(below(3) === 0 && { dependency: pick(names) }),
    ...(below(3) > 0 && { arguments: Object.fromEntries(some(ITEMS).map((one) => [one, argument()])) }),
  });
  const sections = {
    ...(below(4) === 0 && { 'search-paths': ['.', 'in here'] }),
    dependencies: Object.fromEntries(names.map((name) => [name, dependency()])),
    ...(below(4) > 0 && {
      instantiations: Object.fromEntries(some(names).map((name) => [name, instantiation()])),
    }),
    ...(below(4) === 0 && { 'disallow-imports': false }),
  };
  const entries = Object.entries<Data>(sections);
  return Object.fromEntries(below(2) === 0 ? entries : entries.toReversed());
}

type Parsed = Record<string, Record<string, unknown> | null | undefined>;

function configOf(text: string): Config {
  const { dependencies, instantiations, ...rest } = parse(text) as Parsed;
  const table = (value: unknown) => Object.entries((value ?? {}) as Record<string, unknown>);
  return {
    dependencies: Object.fromEntries(
      table(dependencies).map(([name, one]) => [
        name,
        typeof one === 'string' ? one : (one as { path: string }).path,
      ]),
    ),
    instantiations: Object.fromEntries(
      table(instantiations).map(([name, one]) => {
        const { arguments: given, ...others } = (one ?? {}) as Parsed;
        return [
          name,
          {
            ...others,
            arguments: Object.fromEntries(table(given).map(([key, from]) => [key, provider(from)])),
          },
        ];
      }),
    ),
    rest: rest as DataTable,
  };
}

function provider(value: unknown): { from: string; export?: string } {
  if (typeof value === 'string') return { from: value };
  const { instance, ...others } = value as { instance: string; export?: string };
  return { from: instance, ...others };
}

/** The configuration after an edit. */
function change({ dependencies, instantiations }: Config, edit: PlanEdit): void {
  const lists = Object.values(instantiations).map((one) => one.arguments);
  const users = (name: string) =>
    Object.entries(instantiations).filter(([of, one]) => (one.dependency ?? of) === name);
  if (edit.kind === 'add') dependencies[edit.instance] = edit.path;
  if (edit.kind === 'remove') {
    const component = instantiations[edit.instance]?.dependency ?? edit.instance;
    delete instantiations[edit.instance];
    if (users(component).length === 0) delete dependencies[component];
    for (const list of lists)
      for (const [name, { from }] of Object.entries(list)) if (from === edit.instance) delete list[name];
  }
  if (edit.kind === 'rename') {
    for (const list of lists)
      for (const [name, one] of Object.entries(list))
        if (one.from === edit.instance) list[name] = { ...one, from: edit.to };
    const own = instantiations[edit.instance];
    const path = dependencies[edit.instance];
    const others = users(edit.instance).filter(([name]) => name !== edit.instance);
    delete instantiations[edit.instance];
    if (own) instantiations[edit.to] = own;
    if (own?.dependency !== undefined) return;
    if (path === undefined || others.length > 0)
      instantiations[edit.to] = { arguments: {}, ...own, dependency: edit.instance };
    else {
      delete dependencies[edit.instance];
      dependencies[edit.to] = path;
    }
  }
  if (edit.kind === 'wire') {
    const { arguments: list } = instantiations[edit.instance] ?? { arguments: {} };
    const short = unversioned(edit.import);
    const name = edit.import in list || !(short in list) ? edit.import : short;
    if (edit.from) {
      const { instance, export: item } = edit.from;
      list[name] = { from: instance, ...(item !== undefined && { export: item }) };
      instantiations[edit.instance] ??= { arguments: list };
    } else delete list[name];
  }
}

const EDITS = ['add', 'remove', 'rename', 'wire', 'unwire'] as const;

function oddEdit(
  kind: (typeof EDITS)[number],
  { pick, below }: Random,
  config: Config,
): PlanEdit | undefined {
  const { dependencies, instantiations } = config;
  const there = [...new Set([...Object.keys(dependencies), ...Object.keys(instantiations)])];
  const passed = Object.values(instantiations).flatMap((one) =>
    Object.values(one.arguments).map(({ from }) => from),
  );
  const instance = pick(there);
  const free = NAMES.filter((name) => !there.includes(name) && !passed.includes(name));
  const wired = Object.keys(instantiations[instance]?.arguments ?? {});
  const name = wired.length > 0 && below(3) > 0 ? pick(wired) : pick(ITEMS);
  const from = (): Provider => ({ instance: pick(there), ...(below(2) === 0 && { export: pick(ITEMS) }) });
  if (kind === 'wire') return { kind, instance, import: name, from: from() };
  if (kind === 'unwire') return { kind: 'wire', instance, import: name, from: undefined };
  if (kind === 'remove') return instance === 'root' ? undefined : { kind, instance };
  if (free.length === 0) return undefined;
  if (kind === 'add') return { kind, instance: pick(free), path: 'new "one".wasm' };
  return instance === 'root' ? undefined : { kind, instance, to: pick(free) };
}

/** Whether an edit takes what is at a path away, or puts something else there. */
function replaces(edit: PlanEdit, { instantiations }: Config, path: readonly string[]): boolean {
  const [section, name, key, item] = path;
  const argument =
    key === 'arguments' && item !== undefined ? instantiations[name!]?.arguments[item] : undefined;
  if (edit.kind === 'remove') {
    const component = instantiations[edit.instance]?.dependency ?? edit.instance;
    if (section === 'dependencies') return name === component;
    return section === 'instantiations' && (name === edit.instance || argument?.from === edit.instance);
  }
  return (
    edit.kind === 'wire' &&
    name === edit.instance &&
    argument !== undefined &&
    (item === edit.import || item === unversioned(edit.import))
  );
}

/**
 * Applies an edit, and compares all that the configuration says before and after it.
 * @param comments by their text the keys that they belong to
 */
function edited(text: string, edit: PlanEdit, comments: ReadonlyMap<string, readonly string[]>): string {
  const after = editPlan(sourceOf(text), edit);
  const shown = `${JSON.stringify(edit)}\n${text}\n=>\n${typeof after === 'string' ? after : JSON.stringify(after)}`;
  assert.ok(typeof after === 'string', shown);
  const before = configOf(text);
  const expected = configOf(text);
  change(expected, edit);
  assert.doesNotThrow(() => configOf(after), shown);
  assert.deepEqual(configOf(after), expected, shown);
  for (const [comment, path] of comments)
    if (text.includes(comment) && !replaces(edit, before, path))
      assert.ok(after.includes(comment), `${comment} is lost\n${shown}`);
  if (text.includes('\r\n')) assert.doesNotMatch(after, /[^\r]\n/, shown);
  return after;
}

describe('an edit of a configuration in odd YAML', () => {
  for (const kind of EDITS)
    it(`does what it says and keeps the rest: ${kind}`, () => {
      for (let seed = 1; seed <= PLANS; seed++) {
        const chance = random(seed * EDITS.length + EDITS.indexOf(kind));
        const odd = oddYaml(oddConfig(chance), chance);
        let text = (chance.below(5) === 0 ? '\ufeff' : '') + odd.text;
        const edit = oddEdit(kind, chance, configOf(text));
        if (!edit) continue;
        text = edited(text, edit, odd.comments);
        for (let more = 0; more < 3; more++) {
          const next = oddEdit(chance.pick(EDITS), chance, configOf(text));
          if (next) text = edited(text, next, new Map());
        }
      }
    });
});
