import { unversioned } from '../../base/ids.ts';
import { comesFrom, type ExportOf, isProvider, type PlannedExport, type PlannedInstance } from '../plan.ts';
import type { PlanSource } from '../plan-source.ts';
import { collectProblems } from '../problems.ts';
import { readComposition } from '../read/read-composition.ts';
import type { Edited, PlanEdit, SingleEdit } from '../../base/plan-edit.ts';
import { isSame, type Path, type PlanTable, type PlanValue, setProvider } from './tables.ts';
import { containersOf } from './toml-places.ts';
import { TOML } from './toml-tables.ts';

type Edit<Kind extends PlanEdit['kind']> = Extract<PlanEdit, { readonly kind: Kind }>;

/** The current content of the text. */
interface ExistingText {
  readonly text: string;
  readonly instances: readonly PlannedInstance[];
  readonly exports: readonly PlannedExport[] | 'unused';
}

/** A composition.toml after a change. The text must be one that can be read. */
export function editComposition(source: PlanSource, edit: SingleEdit): Edited {
  const { plan } = readComposition(source, collectProblems());
  const written = { text: source.text, instances: plan.instances, exports: plan.exports };
  switch (edit.kind) {
    case 'add':
      return added(written, edit);
    case 'remove':
      return removed(written, edit.instance);
    case 'rename':
      return renamed(written, edit);
    case 'wire':
      return wired(written, edit);
    case 'export':
      return exported(written, edit);
    case 'remove-entry':
      return TOML.remove(source.text, edit.path);
    case 'bridge-versions':
      return TOML.set(source.text, ['versions'], 'any');
    case 'export-all':
      return edit.instances === 'unused'
        ? TOML.remove(source.text, ['exports'])
        : TOML.set(source.text, ['exports'], edit.instances);
  }
}

/** `[instances]`, or the tables of tutorials. */
type Form = 'instances' | 'component';

const hasTable = (text: string, path: Path): boolean =>
  containersOf(text).some(
    (one) => startsAt(one.path, path) || one.pairs.some((pair) => startsAt(pair.path, path)),
  );

const isArray = (text: string, path: Path): boolean =>
  containersOf(text).some(({ pairs }) =>
    pairs.some((pair) => isSame(pair.path, path) && pair.value.kind === 'array'),
  );

const startsAt = (path: Path, prefix: Path): boolean => prefix.every((key, at) => path[at] === key);

const formOf = (text: string, instance: string): Form =>
  hasTable(text, ['component', instance]) ? 'component' : 'instances';

function added({ text, instances }: ExistingText, { instance, path }: Edit<'add'>): Edited {
  if (instances.some(({ name }) => name === instance))
    return { refused: `there is an instance “${instance}” already` };
  if (hasTable(text, ['component']) && !hasTable(text, ['instances']))
    return TOML.set(text, ['component', instance, 'path'], path);
  const isListed = containersOf(text).some((one) => one.path.length === 1 && one.path[0] === 'instances');
  const isInTables =
    !isListed &&
    containersOf(text).some((one) => one.path.length === 2 && !one.braces && one.path[0] === 'instances');
  return isInTables
    ? TOML.set(text, ['instances', instance, 'component'], path)
    : TOML.set(text, ['instances', instance], path);
}

function removed({ text, instances, exports }: ExistingText, instance: string): string {
  const form = formOf(text, instance);
  const wires = instances.flatMap(({ name, imports }) =>
    imports.filter((one) => comesFrom(one, instance)).map((one) => ({ name, one: one.name })),
  );
  const unwired = wires.reduce(
    (now, { name, one }) => TOML.remove(now, [formOf(text, name), name, 'imports', one]),
    TOML.remove(text, [form, instance]),
  );
  if (exports === 'unused') return unwired;
  return withExports(
    unwired,
    exports,
    exports.filter((one) => one.instance !== instance),
  );
}

/** Where none is left, the plan says nothing of exports. */
function withExports(
  text: string,
  before: readonly PlannedExport[],
  after: readonly PlannedExport[],
): string {
  if (after.length === 0 && before.length > 0) return TOML.remove(text, ['exports']);
  const gone = [...before.entries()].filter(([, one]) => !after.includes(one));
  return gone.reduceRight((now, [index, one]) => TOML.remove(now, exportPath(one, index)), text);
}

/** In a table by its name, in a list by its place. */
const exportPath = ({ name }: PlannedExport, index: number): Path => ['exports', name ?? String(index)];

function renamed({ text, instances, exports }: ExistingText, { instance, to }: Edit<'rename'>): Edited {
  if (instances.some(({ name }) => name === to)) return { refused: `there is an instance “${to}” already` };
  const wires = instances.flatMap(({ name, imports }) =>
    imports
      .filter((one) => comesFrom(one, instance))
      .map((one) => [formOf(text, name), name, 'imports', one.name]),
  );
  const given = exports === 'unused' ? [] : [...exports.entries()];
  const exported = given
    .filter(([, one]) => one.instance === instance)
    .map(([index, one]) => exportPath(one, index));
  const now = [...wires, ...exported].reduce(
    (now, path) => TOML.set(now, providerKey(now, path) ?? path, to),
    text,
  );
  return TOML.rename(now, [formOf(text, instance), instance], to);
}

/** The key that names the provider, where it is a table. */
const providerKey = (text: string, path: Path): Path | undefined =>
  ['instance', 'component'].map((key) => [...path, key]).find((one) => hasTable(text, one));

function wired({ text, instances }: ExistingText, { instance, import: name, from }: Edit<'wire'>): Edited {
  const target = instances.find((one) => one.name === instance);
  if (!target) return { refused: `there is no instance “${instance}”` };
  const names = target.imports.map((one) => one.name);
  const known = names.find((one) => one === name) ?? names.find((one) => one === unversioned(name)) ?? name;
  const before = target.imports.find((one) => one.name === known);
  const isStub = before !== undefined && before.from !== false && !isProvider(before.from);
  const entry = [formOf(text, instance), instance, 'imports', known];
  const without = isStub || from === undefined ? TOML.remove(text, entry) : text;
  return from === undefined ? without : setWire(without, instance, known, from);
}

/** An instance that is only a path becomes a table first. */
function setWire(text: string, instance: string, imported: string, from: ExportOf | false): string {
  const form = formOf(text, instance);
  const pairs = containersOf(text).flatMap((one) => one.pairs);
  const short = pairs.find(
    ({ path, value }) => path.length === 2 && startsAt(path, [form, instance]) && value.kind === 'scalar',
  );
  const value = valueOf(from, form === 'instances' ? 'instance' : 'component');
  const entry = [form, instance, 'imports', imported];
  if (from && !short)
    return setProvider(TOML, text, { path: entry, inner: providerKey(text, entry), from, value });
  if (!short) return TOML.set(text, entry, value);
  const path = text.slice(short.value.start, short.value.end);
  const open = `${text.slice(0, short.value.start)}{ component = ${path} }${text.slice(short.value.end)}`;
  return TOML.set(open, entry, value);
}

function valueOf(from: ExportOf | false, key = 'instance'): PlanValue {
  if (!from) return false;
  if (from.export === undefined) return from.instance;
  const table: PlanTable = { [key]: from.instance, export: from.export };
  return table;
}

function exported({ text, exports }: ExistingText, { name, from }: Edit<'export'>): Edited {
  const isList = exports !== 'unused' && exports.some((one) => one.name === undefined);
  if (isList)
    return { refused: 'the plan exports whole instances; single exports are a table under [exports]' };
  const path = ['exports', name];
  // An array without elements, which says that nothing is exported.
  const isEmptyArray = exports !== 'unused' && exports.length === 0 && isArray(text, ['exports']);
  if (from && isEmptyArray) return TOML.set(text, ['exports'], { [name]: valueOf(from) });
  if (from)
    return setProvider(TOML, text, { path, inner: providerKey(text, path), from, value: valueOf(from) });
  if (exports === 'unused') return text;
  return withExports(
    text,
    exports,
    exports.filter((one) => one.name !== name),
  );
}
