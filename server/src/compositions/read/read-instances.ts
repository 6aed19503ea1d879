import type { ExportOf, ExportPlace, PlannedExport, PlannedImport, PlannedInstance } from '../plan.ts';
import { readFiles } from './read-files.ts';
import { readConfiguration, readEnvironment, readStub } from './read-stub.ts';
import type { Reader } from './reader.ts';
import { asRecord, asString, isTable, wrongValue, type PlanNode } from './plan-node.ts';

const WITH_COMPONENT = 'Write name = "math.wasm", or name = { component = "math.wasm" }.';
const WITH_PATH = 'Write path = "math.wasm" below the head [component.name].';

/** `name = "path"` or `name = { component = "path", imports = {…} }`, below `[instances]` */
export function readInstance(name: string, node: PlanNode, read: Reader): PlannedInstance {
  if (typeof node.value === 'string') return { name, source: read.path(node), at: node.at, imports: [] };
  if (!isTable(node))
    return wrongValue(node, 'the path of a component, or a table with `component`', WITH_COMPONENT);
  const members = asRecord(node, ['component', ...INSTANCE_KEYS], read.problems, {
    path: 'component',
    source: 'component',
    wasm: 'component',
  });
  const { component } = members;
  if (!component) return wrongValue(node, 'a table with the key `component`', WITH_COMPONENT);
  return { name, source: read.path(component), at: component.at, ...readRest(members, read) };
}

/** `[component.NAME]` with `path = "…"` and a table `imports`, the form that tutorials use */
export function readTable(name: string, node: PlanNode, read: Reader): PlannedInstance {
  if (!isTable(node)) return wrongValue(node, 'a table with the key `path`', WITH_PATH);
  const members = asRecord(node, ['path', ...INSTANCE_KEYS], read.problems, { component: 'path' });
  const { path } = members;
  if (!path) return wrongValue(node, 'a table with the key `path`', WITH_PATH);
  return { name, source: read.path(path), at: path.at, ...readRest(members, read, 'component') };
}

/** The keys of an instance, except that of its source. */
export const INSTANCE_KEYS = ['imports', 'env', 'config', 'files'] as const;

type Members = Partial<Record<(typeof INSTANCE_KEYS)[number], PlanNode>>;

function readRest(
  members: Members,
  read: Reader,
  key?: InstanceKey,
): Pick<PlannedInstance, 'imports' | 'files'> {
  const { files } = members;
  const imports = readImports(members, read, key);
  return files ? { imports, files: readFiles(files, read) } : { imports };
}

/** The key for the source of an import, in the two forms of a plan. */
type InstanceKey = 'instance' | 'component';

/** The sources for the imports of an instance, including its environment and configuration. */
function readImports(
  { imports: node, env, config }: Members,
  read: Reader,
  key: InstanceKey = 'instance',
): PlannedImport[] {
  const imports = read.entries(node, (name, child): PlannedImport => {
    // An import that cannot be read is decided all the same: nothing else is to be wired to it.
    const source =
      child.value === false ? undefined : read.problems.attempt(() => readSource(child, read, key));
    return { name, from: false, at: child.keyAt, ...source };
  });
  const settings = [
    ...(env ? [readEnvironment(env, read)] : []),
    ...(config ? [readConfiguration(config, read)] : []),
  ];
  return [...imports.read, ...settings];
}

/** Another instance, or `{ stub = … }`. */
function readSource(node: PlanNode, read: Reader, key: InstanceKey): Pick<PlannedImport, 'from' | 'fromAt'> {
  const [, stub] = isTable(node) ? (node.children().find(([name]) => name === 'stub') ?? []) : [];
  if (!stub) return readExportOf(node, read, ', false', key, ' or with `stub`');
  asRecord(node, ['stub'], read.problems);
  return { from: readStub(stub, read) };
}

/** `["instance"]`, or a table from the exported name to where it comes from */
export function readExports(node: PlanNode, read: Reader): PlannedExport[] {
  const readExport = (name: string, child: PlanNode): PlannedExport => {
    if (Array.isArray(node.value)) return { instance: asString(child), at: child.at };
    // The table accepts the keys of both forms.
    const isInWordsOf = (key: InstanceKey) =>
      isTable(child) && child.children().some(([name]) => name === key);
    const key = isInWordsOf('component') && !isInWordsOf('instance') ? 'component' : 'instance';
    const { from, fromAt } = readExportOf(child, read, '', key);
    return { name, ...from, at: child.keyAt, fromAt };
  };
  if (!Array.isArray(node.value) && !isTable(node)) {
    read.problems.attempt(() =>
      wrongValue(
        node,
        'an array of instances, or a table of exports',
        'Write exports = ["app"], or [exports] with lines such as run = "app".',
      ),
    );
    return [];
  }
  return node
    .children()
    .flatMap(([name, child]) => read.problems.attempt(() => readExport(name, child)) ?? []);
}

/** `"instance"` or `{ instance = "…", export = "…" }` */
function readExportOf(
  node: PlanNode,
  read: Reader,
  orElse = '',
  key: InstanceKey = 'instance',
  orTable = '',
): { readonly from: ExportOf; readonly fromAt: ExportPlace } {
  if (typeof node.value === 'string')
    return { from: { instance: node.value }, fromAt: { instance: node.at } };
  const expected = `the name of ${key === 'instance' ? 'an' : 'a'} ${key}${orElse}, or a table with \`${key}\` and \`export\`${orTable}`;
  const example = `Write "math", or { ${key} = "math", export = "acme:math/ops" }.`;
  if (!isTable(node)) wrongValue(node, expected, example);
  const otherKey = key === 'instance' ? 'component' : 'instance';
  const members = asRecord(node, [key, 'export'], read.problems, { [otherKey]: key });
  const { [key]: instance, export: name } = members;
  if (!instance) return wrongValue(node, expected, example);
  return {
    from: { instance: asString(instance), ...(name && { export: asString(name) }) },
    fromAt: { instance: instance.at, ...(name && { export: name.at }) },
  };
}
