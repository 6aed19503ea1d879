import { grouped } from '../../base/grouped.ts';
import { ProblemError, type SourceLocation } from '../../base/problem.ts';
import { wirable, type Graph, type GraphExport, type GraphWire, type Instance } from './graph.ts';
import { unversioned } from '../../base/ids.ts';
import type { Plan } from '../plan.ts';
import type { Problems } from '../problems.ts';
import { meant } from '../names.ts';
import { bridgeVersions, exportOnly, leaveOpen, removeInstance, wireTo } from './changes.ts';

/**
 * Reports contradictions: `ambiguous-import`, `composition-cycle`, `ambiguous-export`, `import-open`, and in a graph
 * without other errors, which could be the cause, `nothing-exported` and `instance-unused`.
 * @param plan `at` is the place of problems that no single key causes
 */
export function checkGraph(graph: Graph, plan: Pick<Plan, 'at' | 'closed'>, problems: Problems): void {
  const { at } = plan;
  oneProvider(graph, problems);
  problems.attempt(() => noCycle(graph, at));
  if (plan.closed) noOpenImport(graph, problems);
  const isWhole = problems.found.length === 0;
  if (isWhole) problems.attempt(() => somethingExported(graph, at));
  // Where nothing is exported, nothing is used.
  if (isWhole && graph.exports.length > 0) everyInstanceUsed(graph, problems);
  oneExportOfAName(graph, at, problems);
}

const hasExports = ({ description }: Instance): boolean => wirable(description.exports).length > 0;

function somethingExported({ exports, instances }: Graph, at: SourceLocation | undefined): void {
  if (exports.length > 0) return;
  throw new ProblemError({
    code: 'nothing-exported',
    message: 'the composition would export nothing',
    help: 'Name an instance that exports something under `exports`.',
    changes: instances.filter(hasExports).map(({ name }) => exportOnly([name])),
    ...(at && { at }),
  });
}

function noOpenImport({ instances, wires }: Graph, problems: Problems): void {
  for (const target of instances) {
    const wired = new Set(wires.filter((wire) => wire.target === target).map((wire) => wire.import));
    for (const name of wirable(target.description.imports))
      if (!wired.has(name)) problems.report(openImport(target, name));
  }
}

function openImport({ name, at }: Instance, imported: string): ProblemError {
  return new ProblemError({
    code: 'import-open',
    message: `no instance exports ${imported}, which ${name} imports`,
    help: 'Add a component that exports it, or allow imports of the composition.',
    changes: [
      {
        title: 'Allow imports of the composition',
        edit: { kind: 'remove-entry', path: ['disallow-imports'] },
      },
    ],
    ...(at && { at }),
  });
}

function oneProvider({ wires }: Graph, problems: Problems): void {
  const byImport = grouped(wires, (wire) => JSON.stringify([wire.target.name, wire.import]));
  for (const [, candidates] of byImport)
    if (candidates.length > 1) problems.report(ambiguousImport(candidates));
}

function ambiguousImport(candidates: readonly GraphWire[]): ProblemError {
  const { target, import: name } = candidates[0]!;
  const names = candidates.map(({ source }) => `“${source.name}”`);
  const providers = names.length === 2 ? `both ${names.join(' and ')}` : names.join(', ');
  return new ProblemError({
    code: 'ambiguous-import',
    message: `“${target.name}” imports ${name}, which ${providers} export`,
    help: choice(candidates[0]!),
    causes: candidates.map((wire) => `${wire.source.name} exports ${wire.export}`),
    changes: [...candidates.map(wireTo), leaveOpen(candidates[0]!)],
    ...(target.at && { at: target.at }),
  });
}

/** The line that chooses one, in the words of the plan. */
function choice({ target: { name: importer, table }, import: name, source }: GraphWire): string {
  if (table === 'instantiations')
    return `Choose under arguments of ${importer} in instantiations: "${name}": ${source.name}.`;
  const line = `[${table ?? 'instances'}.${importer}.imports]: "${name}" = "${source.name}"`;
  return table ? `Choose under ${line}.` : `Choose in a composition.toml, under ${line}.`;
}

function noCycle({ instances, wires }: Graph, at: SourceLocation | undefined): void {
  const done = new Set<Instance>();
  const visit = (instance: Instance, path: readonly GraphWire[]): void => {
    const start = path.findIndex((wire) => wire.target === instance);
    if (start >= 0) cycle(path.slice(start), at);
    if (done.has(instance)) return;
    for (const wire of wires) if (wire.target === instance) visit(wire.source, [...path, wire]);
    done.add(instance);
  };
  for (const instance of instances) visit(instance, []);
}

function cycle(path: readonly GraphWire[], at: SourceLocation | undefined): never {
  const names = [...path.map((wire) => wire.target.name), path[0]!.target.name];
  const place = path.find((wire) => wire.at)?.at ?? path[0]!.target.at ?? at;
  throw new ProblemError({
    code: 'composition-cycle',
    ...(path.length === 1 ? fromItself(path[0]!) : fromEachOther(path, names)),
    changes: path.map(leaveOpen),
    ...(place && { at: place }),
  });
}

const fromItself = ({ target, import: name }: GraphWire) => ({
  message: `“${target.name}” would import ${name} from itself`,
  help: `A component is instantiated after what it imports from. Wire it to another instance${orOpen(target)}.`,
});

/** A configuration of wasm-tools compose cannot say that an import stays open. */
const orOpen = ({ table }: Instance): string =>
  table === 'instantiations' ? '' : ', or leave it open (= false)';

const fromEachOther = (path: readonly GraphWire[], names: readonly string[]) => ({
  message: `the instances need each other: ${names.join(' -> ')}`,
  help: `A component is instantiated after what it imports from. Wire one of these imports to another instance${orOpen(path[0]!.target)}, or split a component.`,
  causes: path.map(
    ({ target, source, import: name }) => `${target.name} imports ${name} from ${source.name}`,
  ),
});

/**
 * An instance that does nothing is a slip; most often the versions on both sides do not go together. One whose exports
 * the plan names has its use.
 */
function everyInstanceUsed(graph: Graph, problems: Problems): void {
  const { instances, wires, exports } = graph;
  for (const instance of instances) {
    const gives = ({ source }: { readonly source: Instance }) =>
      source === instance || (source.inFrontOf !== undefined && source.generatedFor === instance.name);
    if (instance.inFrontOf || wires.some((wire) => !wire.target.inFrontOf && gives(wire))) continue;
    const own = exports.filter(gives);
    if (own.some(({ at }) => at)) continue;
    const misses = nearMisses(instance, graph);
    if (misses.length === 0 && own.length > 0) continue;
    problems.report(unusedInstance(instance, misses));
  }
}

function unusedInstance(instance: Instance, misses: readonly GraphWire[]): ProblemError {
  return new ProblemError({
    code: 'instance-unused',
    message: `nothing imports from ${instance.name}`,
    help: misses.length
      ? 'The versions do not go together. Build both sides against the same one, or say in the plan what fills the import.'
      : 'Leave it out, export it, or say in the plan which import it fills.',
    causes: misses.length ? misses.map(missedWireText) : [exportsOf(instance)],
    changes: [
      ...misses.map(wireTo),
      ...(misses.length > 0 ? [bridgeVersions] : []),
      removeInstance(instance),
    ],
    ...(instance.at && { at: instance.at }),
  });
}

function exportsOf({ name, description }: Instance): string {
  const exports = description.exports.map((item) => item.name);
  return `${name} exports ${exports.join(', ') || 'nothing'}`;
}

/** Open imports that an export of the instance would fill but for the version. */
function nearMisses(source: Instance, { instances, wires }: Graph): GraphWire[] {
  const offered = source.description.exports.map((item) => item.name).filter((name) => name.includes('@'));
  return instances.flatMap((target) => {
    const { imports } = target.description;
    const decided = target.imports.flatMap(({ name }) => meant(name, imports).map(unversioned));
    const wired = wires.filter((wire) => wire.target === target).map((wire) => unversioned(wire.import));
    const open = imports.map((item) => item.name);
    return open
      .filter((name) => target !== source && ![...decided, ...wired].includes(unversioned(name)))
      .flatMap((name) => {
        const others = offered.filter((other) => unversioned(other) === unversioned(name));
        return others.map((other) => ({ target, import: name, source, export: other }));
      });
  });
}

const missedWireText = ({ target, import: name, source, export: other }: GraphWire): string =>
  `${target.name} imports ${name}, ${source.name} exports ${other}`;

function oneExportOfAName({ exports }: Graph, at: SourceLocation | undefined, problems: Problems): void {
  for (const [index, item] of exports.entries()) {
    const before = exports.slice(0, index);
    const first = before.find(({ name }) => name === item.name);
    const alike = before.find(({ name }) => name.toLowerCase() === item.name.toLowerCase());
    if (first) problems.report(ambiguousExport(first, item, exports, at));
    else if (alike) problems.report(alikeExport(alike, item, at));
  }
}

function alikeExport(first: GraphExport, item: GraphExport, at: SourceLocation | undefined): ProblemError {
  const place = item.at ?? at;
  return new ProblemError({
    code: 'composition-invalid',
    message: `the exports ${first.name} and ${item.name} differ in upper and lower case alone`,
    help: 'Give one of the two another name: a component may not have both.',
    ...(place && { at: place }),
  });
}

function ambiguousExport(
  first: GraphExport,
  item: GraphExport,
  all: readonly GraphExport[],
  at: SourceLocation | undefined,
): ProblemError {
  const place = item.at ?? at;
  const sources = [...new Set(all.map(({ source }) => source.name))];
  const without = ({ source }: GraphExport) => exportOnly(sources.filter((name) => name !== source.name));
  return new ProblemError({
    code: 'ambiguous-export',
    message: `both ${first.source.name} and ${item.source.name} export ${item.name}`,
    help: `Choose under [exports]: "${item.name}" = "${first.source.name}".`,
    ...(first.source !== item.source && { changes: [without(item), without(first)] }),
    ...(place && { at: place }),
  });
}
