import { dirname, resolve } from 'node:path';
import { HostError } from '../problem.ts';
import type { SourceLocation } from '../protocol.ts';
import type { ExportOf, Plan, PlannedExport, PlannedImport, PlannedInstance } from './plan.ts';
import type { PlanSource } from './plan-source.ts';
import {
  asRecord,
  asString,
  asTable,
  isTable,
  parseToml,
  wrongValue,
  type TomlNode,
} from './toml-document.ts';

/** What a composition.toml holds (docs/compose.md). */
export interface Composition {
  readonly plan: Plan;
  /** A .wac document that is composed instead of instances. */
  readonly document?: { readonly file: string; readonly at: SourceLocation };
  /** The packages of .wac documents beside it, by `ns:name` or `ns:name@version`. */
  readonly packages: ReadonlyMap<string, PackageSource>;
}

/** A component, or a folder that is built into one, and where the plan says so. */
export interface PackageSource {
  readonly source: string;
  readonly at: SourceLocation;
}

/** @throws HostError `plan-syntax`, `plan-key`, `plan-value` or `plan-empty` */
export function readComposition(source: PlanSource): Composition {
  const root = parseToml(source);
  const members = asRecord(root, ['instances', 'component', 'exports', 'packages', 'document']);
  const path = (node: TomlNode) => resolve(dirname(source.file), asString(node));
  const { document } = members;
  const instances = [
    ...(members.instances ? readInstances(members.instances, path) : []),
    ...(members.component ? readComponents(members.component, path) : []),
  ];
  if (instances.length === 0 && !document && !members.packages) empty(source);
  return {
    plan: {
      instances,
      exports: members.exports ? readExports(members.exports) : 'unused',
      at: members.exports?.keyAt ?? members.instances?.keyAt ?? members.component?.keyAt ?? root.at,
    },
    packages: members.packages ? readPackages(members.packages, path) : new Map(),
    ...(document && { document: { file: path(document), at: document.at } }),
  };
}

function empty(source: PlanSource): never {
  throw new HostError({
    code: 'plan-empty',
    message: 'the plan names no component',
    help: 'List the components under [instances]: name = "path".',
    at: source.locate(0, 0),
  });
}

type ReadPath = (node: TomlNode) => string;

/** `name = "path"` or `name = { component = "path", imports = {…} }` */
function readInstances(node: TomlNode, path: ReadPath): PlannedInstance[] {
  return asTable(node).map(([name, child]) => {
    if (typeof child.value === 'string') return { name, source: path(child), at: child.at, imports: [] };
    if (!isTable(child)) return wrongValue(child, 'the path of a component, or a table with `component`');
    const { component, imports } = asRecord(child, ['component', 'imports']);
    if (!component) return wrongValue(child, 'a table with the key `component`');
    return { name, source: path(component), at: component.at, imports: imports ? readImports(imports) : [] };
  });
}

/** `[component.NAME]` with `path = "…"` and a table `imports`, the form that tutorials use */
function readComponents(node: TomlNode, path: ReadPath): PlannedInstance[] {
  return asTable(node).map(([name, child]) => {
    if (!isTable(child)) return wrongValue(child, 'a table with the key `path`');
    const { path: file, imports } = asRecord(child, ['path', 'imports']);
    if (!file) return wrongValue(child, 'a table with the key `path`');
    return {
      name,
      source: path(file),
      at: file.at,
      imports: imports ? readImports(imports, 'component') : [],
    };
  });
}

function readImports(node: TomlNode, instanceKey: InstanceKey = 'instance'): PlannedImport[] {
  return asTable(node).map(([name, child]) => {
    const from = child.value === false ? false : readExportOf(child, ', or false', instanceKey);
    return { name, from, at: child.keyAt };
  });
}

/** What a plan calls the provider of an import, in its two forms. */
type InstanceKey = 'instance' | 'component';

/** `["instance"]`, or a table from the exported name to where it comes from */
function readExports(node: TomlNode): PlannedExport[] {
  if (Array.isArray(node.value)) {
    return node.children().map(([, child]) => ({ instance: asString(child), at: child.at }));
  }
  if (!isTable(node)) wrongValue(node, 'an array of instances, or a table of exports');
  return node.children().map(([name, child]) => ({ name, ...readExportOf(child), at: child.keyAt }));
}

/** `"instance"` or `{ instance = "…", export = "…" }` */
function readExportOf(node: TomlNode, orElse = '', key: InstanceKey = 'instance'): ExportOf {
  if (typeof node.value === 'string') return { instance: node.value };
  const expected = `the name of ${key === 'instance' ? 'an' : 'a'} ${key}${orElse}, or a table with \`${key}\` and \`export\``;
  if (!isTable(node)) wrongValue(node, expected);
  const { [key]: instance, export: name } = asRecord(node, [key, 'export']);
  if (!instance) return wrongValue(node, expected);
  return { instance: asString(instance), ...(name && { export: asString(name) }) };
}

function readPackages(node: TomlNode, path: ReadPath): Map<string, PackageSource> {
  return new Map(asTable(node).map(([name, child]) => [name, { source: path(child), at: child.at }]));
}
