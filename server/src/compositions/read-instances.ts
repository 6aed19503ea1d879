import type { ExportOf, ExportPlace, PlannedExport, PlannedImport, PlannedInstance } from './plan.ts';
import type { Reader } from './reader.ts';
import { asRecord, asString, isTable, wrongValue, type PlanNode } from './plan-node.ts';

/** `name = "path"` or `name = { component = "path", imports = {…} }`, below `[instances]` */
export function readInstance(name: string, node: PlanNode, read: Reader): PlannedInstance {
  if (typeof node.value === 'string') return { name, source: read.path(node), at: node.at, imports: [] };
  if (!isTable(node)) return wrongValue(node, 'the path of a component, or a table with `component`');
  const members = asRecord(node, ['component', 'imports'], read.problems, { path: 'component' });
  const { component, imports } = members;
  if (!component) return wrongValue(node, 'a table with the key `component`');
  return { name, source: read.path(component), at: component.at, imports: readImports(imports, read) };
}

/** `[component.NAME]` with `path = "…"` and a table `imports`, the form that tutorials use */
export function readTable(name: string, node: PlanNode, read: Reader): PlannedInstance {
  if (!isTable(node)) return wrongValue(node, 'a table with the key `path`');
  const { path, imports } = asRecord(node, ['path', 'imports'], read.problems, { component: 'path' });
  if (!path) return wrongValue(node, 'a table with the key `path`');
  return { name, source: read.path(path), at: path.at, imports: readImports(imports, read, 'component') };
}

/** What a plan calls the provider of an import, in its two forms. */
type InstanceKey = 'instance' | 'component';

function readImports(
  node: PlanNode | undefined,
  read: Reader,
  key: InstanceKey = 'instance',
): PlannedImport[] {
  const imports = read.entries(node, (name, child): PlannedImport => {
    // An import that cannot be read is decided all the same: nothing else is to be wired to it.
    const source =
      child.value === false
        ? undefined
        : read.problems.attempt(() => readExportOf(child, read, ', or false', key));
    return { name, from: source?.from ?? false, at: child.keyAt, ...(source && { fromAt: source.fromAt }) };
  });
  return [...imports.read];
}

/** `["instance"]`, or a table from the exported name to where it comes from */
export function readExports(node: PlanNode, read: Reader): PlannedExport[] {
  const one = (name: string, child: PlanNode): PlannedExport => {
    if (Array.isArray(node.value)) return { instance: asString(child), at: child.at };
    const { from, fromAt } = readExportOf(child, read);
    return { name, ...from, at: child.keyAt, fromAt };
  };
  if (!Array.isArray(node.value) && !isTable(node)) {
    read.problems.attempt(() => wrongValue(node, 'an array of instances, or a table of exports'));
    return [];
  }
  return node.children().flatMap(([name, child]) => read.problems.attempt(() => one(name, child)) ?? []);
}

/** `"instance"` or `{ instance = "…", export = "…" }` */
function readExportOf(
  node: PlanNode,
  read: Reader,
  orElse = '',
  key: InstanceKey = 'instance',
): { readonly from: ExportOf; readonly fromAt: ExportPlace } {
  if (typeof node.value === 'string')
    return { from: { instance: node.value }, fromAt: { instance: node.at } };
  const expected = `the name of ${key === 'instance' ? 'an' : 'a'} ${key}${orElse}, or a table with \`${key}\` and \`export\``;
  if (!isTable(node)) wrongValue(node, expected);
  const other = key === 'instance' ? 'component' : 'instance';
  const members = asRecord(node, [key, 'export'], read.problems, { [other]: key });
  const { [key]: instance, export: name } = members;
  if (!instance) return wrongValue(node, expected);
  return {
    from: { instance: asString(instance), ...(name && { export: asString(name) }) },
    fromAt: { instance: instance.at, ...(name && { export: name.at }) },
  };
}
