import { nearest } from '../../base/nearest.ts';
import { ProblemError } from '../../base/problem.ts';
import {
  comesFrom,
  isProvider,
  type Plan,
  type PlannedExport,
  type PlannedImport,
  type PlannedInstance,
} from '../plan.ts';
import { asRecord, asString, isTable, type PlanNode, wrongValue } from './plan-node.ts';
import type { PlanSource } from '../plan-source.ts';
import type { Problems } from '../problems.ts';
import type { Composition } from './read-composition.ts';
import { reader, type Reader } from './reader.ts';
import { parseYaml } from './yaml-document.ts';

const KEYS = [
  'definitions',
  'search-paths',
  'skip-validation',
  'import-components',
  'disallow-imports',
  'dependencies',
  'instantiations',
] as const;

type Members = Partial<Record<(typeof KEYS)[number], PlanNode>>;

/** The configuration's name for the root component, whose exports are those of the composition. */
const ROOT = 'root';

/**
 * Reads the configuration of `wasm-tools compose`, and reports `plan-key`, `plan-value` and `plan-root`.
 * @param root path of the root component, which `wasm-tools compose` is given beside its configuration
 * @throws ProblemError `plan-syntax` where there is nothing to read
 */
export function readConfig(source: PlanSource, problems: Problems, root?: string): Composition {
  const node = parseYaml(source, problems);
  const members: Members = asRecord(node, KEYS, problems);
  const config = readMembers(members, source, reader(source, problems));
  return { plan: planOf(config, source, root, problems), packages: new Map() };
}

interface PlacedInstantiation {
  readonly path: string;
  readonly at: PlanNode['at'];
}

interface Instantiation {
  readonly dependency: { readonly name: string; readonly at: PlanNode['at'] };
  readonly imports: readonly PlannedImport[];
}

interface Config {
  readonly definitions: readonly PlacedInstantiation[];
  readonly searched: readonly string[];
  readonly closed: boolean;
  readonly dependencies: ReadonlyMap<string, PlacedInstantiation>;
  readonly instantiations: ReadonlyMap<string, Instantiation>;
  readonly refused: readonly string[];
  /** Whether it cannot be read which components there are. */
  readonly isBroken: boolean;
}

function readMembers(members: Members, source: PlanSource, read: Reader): Config {
  const isSet = (key: keyof Members) => isTrue(members[key], read);
  isSet('skip-validation'); // The result is always validated.
  if (isSet('import-components')) read.problems.report(importsComponents(members['import-components']!));
  const placed = (node: PlanNode): PlacedInstantiation => ({ path: read.path(node), at: node.at });
  const dependencies = read.entries(
    members.dependencies,
    (name, node) => [name, placed(pathOf(node, read))] as const,
  );
  const instantiations = read.entries(
    members.instantiations,
    (name, node) => [name, readInstantiation(name, node, read)] as const,
  );
  return {
    definitions: listed(members.definitions, read).map(placed),
    searched: [source.resolve('.'), ...listed(members['search-paths'], read).map((node) => read.path(node))],
    closed: isSet('disallow-imports'),
    dependencies: new Map(dependencies.read),
    instantiations: new Map(instantiations.read),
    refused: [...dependencies.refused, ...instantiations.refused],
    isBroken: members.dependencies !== undefined && !isTable(members.dependencies),
  };
}

function isTrue(node: PlanNode | undefined, { problems }: Reader): boolean {
  if (node && typeof node.value !== 'boolean')
    problems.attempt(() => wrongValue(node, 'true or false', 'Write it without quotes.', ['true', 'false']));
  return node?.value === true;
}

/** The strings of a list; other values are reported. */
function listed(node: PlanNode | undefined, { problems }: Reader): readonly PlanNode[] {
  if (!node) return [];
  if (!Array.isArray(node.value))
    problems.attempt(() =>
      wrongValue(node, 'a list of paths', 'Write [ math.wasm ], or a line - math.wasm for each.'),
    );
  const items = node.children().map(([, item]) => item);
  return items.filter((item) => problems.attempt(() => asString(item)) !== undefined);
}

/** A dependency is its path, or has it under `path`. */
function pathOf(node: PlanNode, { problems }: Reader): PlanNode {
  if (!isTable(node)) return node;
  const { path } = asRecord(node, ['path'], problems, { component: 'path' });
  return (
    path ?? wrongValue(node, 'the path of a component, or have it under `path`', 'Write math: math.wasm.')
  );
}

function readInstantiation(name: string, node: PlanNode, read: Reader): Instantiation {
  const { dependency, arguments: given } = asRecord(node, ['dependency', 'arguments'], read.problems);
  const imports = read.entries(given, (name, child): PlannedImport => ({
    name,
    from: false,
    at: child.keyAt,
    ...read.problems.attempt(() => readArgument(child, read)),
  }));
  const of = dependency ? { name: asString(dependency), at: dependency.at } : { name, at: node.keyAt };
  return { dependency: of, imports: imports.read };
}

function readArgument(node: PlanNode, { problems }: Reader): Pick<PlannedImport, 'from' | 'fromAt'> {
  if (typeof node.value === 'string')
    return { from: { instance: node.value, byFunctions: true }, fromAt: { instance: node.at } };
  if (!isTable(node)) return noInstanceNamed(node);
  const { instance, export: name } = asRecord(node, ['instance', 'export'], problems, {
    component: 'instance',
  });
  if (!instance) return noInstanceNamed(node);
  return {
    from: { instance: asString(instance), ...(name ? { export: asString(name) } : { byFunctions: true }) },
    fromAt: { instance: instance.at, ...(name && { export: name.at }) },
  };
}

const noInstanceNamed = (node: PlanNode): never =>
  wrongValue(
    node,
    'the name of an instance, or have it under `instance`',
    'Write acme:math/ops: math, or { instance: math, export: … }.',
  );

/** Definitions in a configuration refer to interfaces, not instances, so none is used. */
function planOf(config: Config, source: PlanSource, root: string | undefined, problems: Problems): Plan {
  const { dependencies, instantiations, definitions, closed, refused } = config;
  const used = new Set([...instantiations.values()].map(({ dependency }) => dependency.name));
  const passed = [...instantiations.values()].flatMap(({ imports }) =>
    imports.flatMap(({ from }) => (from && isProvider(from) ? from.instance : [])),
  );
  const alone = [...dependencies.keys()].filter((name) => !used.has(name));
  const names = new Set([...instantiations.keys(), ...passed, ...alone, ROOT]);
  const instances = [...names].flatMap((name) => {
    if (refused.includes(name) || (config.isBroken && root === undefined)) return [];
    const found = problems.attempt(() => instanceOf(name, config, source, root));
    return found ? { ...found, table: 'instantiations' as const } : [];
  });
  const named = new Set(instances.map(({ name }) => name));
  const exported: PlannedExport[] = [{ instance: ROOT }];
  return {
    instances: [...instances, ...definitions.map((one) => definition(one, named))],
    refused: [...names].filter((name) => !named.has(name)),
    exports: exported,
    ...(closed && { closed }),
    at: source.locate(0, 0),
  };
}

function instanceOf(
  name: string,
  { dependencies, instantiations, searched }: Config,
  source: PlanSource,
  root: string | undefined,
): PlannedInstance {
  const { dependency, imports = [] }: Partial<Instantiation> = instantiations.get(name) ?? {};
  if (name === ROOT && root !== undefined) return { name, source: root, imports };
  const wanted = dependency?.name ?? name;
  const listed = dependencies.get(wanted);
  if (listed) return { name, source: listed.path, imports, at: listed.at };
  const places = searched.map((folder) => `${folder}/${wanted}.wasm`);
  const found = places.find((path) => source.isFile(path));
  if (found !== undefined) return { name, source: found, imports, ...(dependency && { at: dependency.at }) };
  if (name === ROOT) throw noRoot(source);
  const argument = dependency ? undefined : argumentOf(name, instantiations);
  const known = new Set([...dependencies.keys(), ...instantiations.keys()]);
  // Nothing is wired to itself.
  if (argument) known.delete(argument.target);
  throw argument
    ? noInstance(name, [...known], places, argument.at)
    : notFound(wanted, places, dependency?.at);
}

/** The argument that refers to an instance, and the instance that is given it. */
function argumentOf(
  name: string,
  instantiations: Config['instantiations'],
): { readonly target: string; readonly at: PlanNode['at'] } | undefined {
  for (const [target, { imports }] of instantiations) {
    const found = imports.find((one) => comesFrom(one, name));
    const at = found?.fromAt?.instance ?? found?.at;
    if (at) return { target, at };
  }
  return undefined;
}

function definition({ path, at }: PlacedInstantiation, taken: Set<string>): PlannedInstance {
  const base = path
    .split(/[/\\]/)
    .at(-1)!
    .replace(/\.wasm$/, '');
  let name = base;
  for (let number = 2; taken.has(name); number++) name = `${base}-${number}`;
  taken.add(name);
  return { name, source: path, imports: [], at };
}

function noRoot(source: PlanSource): ProblemError {
  return new ProblemError({
    code: 'plan-root',
    message: 'the configuration does not say which component is its root',
    help: 'Name the component behind the configuration, as for wasm-tools compose, or give its path here: dependencies: { root: app.wasm }.',
    at: source.locate(0, 0),
  });
}

function noInstance(
  name: string,
  known: readonly string[],
  places: readonly string[],
  at: PlanNode['at'],
): ProblemError {
  const near = nearest(name, known);
  return new ProblemError({
    code: 'unknown-instance',
    message: `there is no instance “${name}”`,
    causes: places.map((path) => `not there: ${path}`),
    help:
      near === undefined
        ? `Give its path under dependencies: { ${name}: path.wasm }.`
        : `Did you mean “${near}”?`,
    suggestions: near === undefined ? known : [near, ...known.filter((one) => one !== near)],
    at,
  });
}

function notFound(name: string, places: readonly string[], at: PlanNode['at'] | undefined): ProblemError {
  return new ProblemError({
    code: 'component-unreadable',
    message: `there is no component for “${name}”`,
    causes: places.map((path) => `not there: ${path}`),
    help: `Give its path under dependencies: { ${name}: path.wasm }.`,
    ...(at && { at }),
  });
}

function importsComponents(node: PlanNode): ProblemError {
  return new ProblemError({
    code: 'plan-value',
    message: '`import-components` cannot be true: a composition contains its components',
    help: 'No runtime takes components that import components. Remove the line.',
    changes: [{ title: 'Remove import-components', edit: { kind: 'remove-entry', path: node.path } }],
    at: node.at,
  });
}
