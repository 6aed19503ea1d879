/** The meaning of a plan in TOML, and its expected change by an edit. */
import type { PlanEdit, Provider } from '../../../base/plan-edit.ts';
import { unversioned } from '../../../base/ids.ts';
import { type Data, type DataTable, isTable } from './odd-toml.ts';

/** Without what may be written in two ways: the short form of an instance and of a provider. */
export interface Meaning {
  readonly instances: Record<string, { source: Data; imports: Record<string, Data>; rest: DataTable }>;
  exports: Record<string, Data> | readonly Data[] | undefined;
  rest: Record<string, Data>;
}

export function meaningOf(data: DataTable): Meaning {
  const { instances = {}, component = {}, exports, ...rest } = data;
  const all: Meaning['instances'] = {};
  for (const [key, table] of [
    ['component', instances],
    ['path', component],
  ] as const)
    for (const [name, one] of Object.entries(table)) {
      const { [key]: source = one, imports = {}, ...others } = isTable(one) ? one : {};
      all[name] = { source, imports: providers(imports as DataTable), rest: others };
    }
  const exported =
    exports === undefined || Array.isArray(exports) ? exports : providers(exports as DataTable);
  return { instances: all, exports: exported as Meaning['exports'], rest };
}

const providers = (table: DataTable): Record<string, Data> =>
  Object.fromEntries(Object.entries(table).map(([name, one]) => [name, provider(one)]));

function provider(value: Data): Data {
  if (typeof value === 'string') return { from: value };
  if (!isTable(value) || 'stub' in value) return value;
  const { instance, component, ...others } = value;
  return { from: (instance ?? component)!, ...others };
}

const written = ({ instance, export: name }: Provider): Data => ({
  from: instance,
  ...(name !== undefined && { export: name }),
});

/** The meaning after an edit. */
export function change(meaning: Meaning, edit: PlanEdit): void {
  const { instances } = meaning;
  const isOf = (value: Data, name: string): value is DataTable => isTable(value) && value['from'] === name;
  const users = [...Object.values(instances).map((one) => one.imports), meaning.exports].filter(
    (one): one is Record<string, Data> => one !== undefined && !Array.isArray(one),
  );
  switch (edit.kind) {
    case 'add':
      instances[edit.instance] = { source: edit.path, imports: {}, rest: {} };
      return;
    case 'remove': {
      delete instances[edit.instance];
      const before = JSON.stringify(meaning.exports);
      for (const user of users)
        for (const [name, value] of Object.entries(user)) if (isOf(value, edit.instance)) delete user[name];
      if (Array.isArray(meaning.exports))
        meaning.exports = meaning.exports.filter((one) => one !== edit.instance);
      if (JSON.stringify(meaning.exports) !== before && Object.keys(meaning.exports!).length === 0)
        meaning.exports = undefined;
      return;
    }
    case 'rename': {
      instances[edit.to] = instances[edit.instance]!;
      delete instances[edit.instance];
      for (const user of users)
        for (const [name, value] of Object.entries(user))
          if (isOf(value, edit.instance)) user[name] = { ...value, from: edit.to };
      if (Array.isArray(meaning.exports))
        meaning.exports = meaning.exports.map((one) => (one === edit.instance ? edit.to : one));
      return;
    }
    case 'wire': {
      const { imports } = instances[edit.instance]!;
      const short = unversioned(edit.import);
      const name = edit.import in imports || !(short in imports) ? edit.import : short;
      if (edit.from === undefined) delete imports[name];
      else imports[name] = edit.from && written(edit.from);
      return;
    }
    case 'export': {
      const exports = { ...meaning.exports } as Record<string, Data>;
      const before = Object.keys(exports).length;
      if (edit.from) exports[edit.name] = written(edit.from);
      else delete exports[edit.name];
      if (edit.from || before > 0) meaning.exports = Object.keys(exports).length === 0 ? undefined : exports;
      return;
    }
    case 'bridge-versions':
      meaning.rest['versions'] = 'any';
      return;
    case 'export-all':
      meaning.exports = edit.instances === 'unused' ? undefined : edit.instances;
      return;
    case 'remove-entry':
      delete meaning.rest[edit.path[0]!];
  }
}

/** Whether an edit takes what is at a path away, or puts something else there. */
export function replaces(edit: PlanEdit, before: Meaning, path: readonly string[]): boolean {
  const [table, name, key, item] = path;
  const isImport = key === 'imports' && item !== undefined;
  switch (edit.kind) {
    case 'remove': {
      if (name === edit.instance && (table === 'instances' || table === 'component')) return true;
      if (table === 'exports') return name === undefined || isFrom(before.exports, name, edit.instance);
      return isImport && isFrom(before.instances[name!]?.imports, item, edit.instance);
    }
    case 'wire':
      return (
        name === edit.instance && isImport && (item === edit.import || item === unversioned(edit.import))
      );
    case 'export':
    case 'export-all':
      return table === 'exports';
    case 'bridge-versions':
      return table === 'versions';
    case 'remove-entry':
      return table === edit.path[0];
    default:
      return false;
  }
}

const isFrom = (table: Meaning['exports'], name: string, instance: string): boolean => {
  const value = table && !Array.isArray(table) ? (table as Record<string, Data>)[name] : undefined;
  return value !== undefined && isTable(value) && value['from'] === instance;
};

/** Whether the text only grows by the edit, and whether it only shrinks. */
export function addsOrRemoves(
  edit: PlanEdit,
  { instances, exports }: Meaning,
): { readonly adds: boolean; readonly removes: boolean } {
  switch (edit.kind) {
    case 'add':
      return { adds: true, removes: false };
    case 'remove':
    case 'remove-entry':
      return { adds: false, removes: true };
    case 'wire': {
      const { imports } = instances[edit.instance]!;
      const isThere = edit.import in imports || unversioned(edit.import) in imports;
      return { adds: !isThere && edit.from !== undefined, removes: edit.from === undefined };
    }
    case 'export': {
      const isThere = Array.isArray(exports) || (exports !== undefined && edit.name in exports);
      return { adds: !isThere && edit.from !== undefined, removes: edit.from === undefined };
    }
    default:
      return { adds: false, removes: false };
  }
}
