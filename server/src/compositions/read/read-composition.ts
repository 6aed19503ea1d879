import { nearest } from '../../base/nearest.ts';
import { ProblemError } from '../../base/problem.ts';
import type { SourceLocation } from '../../base/problem.ts';
import type { Plan } from '../plan.ts';
import type { PlanSource } from '../plan-source.ts';
import type { Problems } from '../problems.ts';
import { readExports, readInstance, readTable } from './read-instances.ts';
import { reader, type Reader } from './reader.ts';
import { asRecord, asString, isTable, type PlanNode, wrongValue } from './plan-node.ts';
import type { TargetName } from '../target.ts';
import { parseToml } from './toml-document.ts';

/** The content of a composition.toml (docs/compose.md). */
export interface Composition {
  readonly plan: Plan;
  /** A .wac document that is composed instead of instances. */
  readonly document?: { readonly file: string; readonly at: SourceLocation };
  /** The packages of .wac documents beside it, by `ns:name` or `ns:name@version`. */
  readonly packages: ReadonlyMap<string, PackageSource>;
  /** The world that the composition must fit. */
  readonly targets?: TargetName;
}

/** A component, or a folder that is built into one or contains WIT, and the place in the plan that names it. */
export interface PackageSource {
  readonly source: string;
  readonly at: SourceLocation;
}

const KEYS = ['instances', 'component', 'exports', 'packages', 'document', 'targets', 'versions'] as const;

const VERSIONS = ['compatible', 'any'];

type Members = Partial<Record<(typeof KEYS)[number], PlanNode>>;

/**
 * Reads what can be read, and reports `plan-key`, `plan-value` and `plan-empty`.
 * @throws ProblemError `plan-syntax` where there is nothing to read
 */
export function readComposition(source: PlanSource, problems: Problems): Composition {
  const root = parseToml(source);
  const read = reader(source, problems);
  const members: Members = asRecord(root, KEYS, problems, otherHeads(root));
  if (isEmpty(members)) problems.report(empty(source));
  if (members.document) refuseBesideDocument(members, problems);
  const { document, targets } = members;
  const world = targets && problems.attempt(() => asString(targets));
  const file = document && problems.attempt(() => read.path(document));
  return {
    plan: readPlan(members, read, root.at),
    packages: readPackages(members.packages, read),
    ...(document && file !== undefined && { document: { file, at: document.at } }),
    ...(targets && world !== undefined && { targets: { name: world, at: targets.at } }),
  };
}

/** In a plan without instances, the table that has them under the head of another tool, such as [components]. */
function otherHeads(root: PlanNode): Readonly<Record<string, 'instances'>> {
  const tables = isTable(root) ? root.children() : [];
  if (tables.some(([key]) => key === 'instances' || key === 'component')) return {};
  const found = tables.find(
    ([key, table]) =>
      [undefined, 'component'].includes(nearest(key, KEYS)) &&
      isTable(table) &&
      table.children().every(([, { value }]) => typeof value === 'string'),
  );
  return found ? { [found[0]]: 'instances' } : {};
}

function readPlan(members: Members, read: Reader, start: SourceLocation): Plan {
  const { instances, component, exports, versions } = members;
  const plain = read.entries(instances, (name, node) => ({
    ...readInstance(name, node, read),
    table: 'instances' as const,
  }));
  const named = new Set([...plain.read.map(({ name }) => name), ...plain.refused]);
  const tables = read.entries(component, (name, node) =>
    named.has(name) ? sameName(name, node) : { ...readTable(name, node, read), table: 'component' as const },
  );
  return {
    instances: [...plain.read, ...tables.read],
    refused: [...plain.refused, ...tables.refused],
    exports: exports ? readExports(exports, read) : 'unused',
    bridgesVersions: versions !== undefined && read.problems.attempt(() => readVersions(versions)) === 'any',
    at: exports?.keyAt ?? instances?.keyAt ?? component?.keyAt ?? start,
  };
}

/** Which versions of an interface go together by themselves. */
function readVersions(node: PlanNode): string {
  const text = asString(node);
  if (VERSIONS.includes(text)) return text;
  const known = VERSIONS.map((one) => `"${one}"`);
  return wrongValue(node, known.join(' or '), 'Without the key, compatible versions go together.', known);
}

/** Two parts of one name in both tables would make two instances with one name. */
function sameName(name: string, node: PlanNode): never {
  throw new ProblemError({
    code: 'plan-value',
    message: `“${name}” names two components, one under [instances] and one under [component]`,
    help: 'Give one of them another name, or remove it.',
    at: node.keyAt,
  });
}

/** Nothing to compose, in tables that are right as far as they go: a value that is no table is reported itself. */
function isEmpty({ instances, component, packages, document }: Members): boolean {
  const hasContent = (node: PlanNode | undefined): boolean =>
    node !== undefined && (Array.isArray(node.value) || Object.keys(Object(node.value)).length > 0);
  return !hasContent(instances) && !hasContent(component) && !document && !packages;
}

/** Only the document would be composed. */
function refuseBesideDocument({ instances, component, exports }: Members, problems: Problems): void {
  for (const node of [instances, component, exports]) {
    if (!node) continue;
    problems.report(
      new ProblemError({
        code: 'plan-key',
        message: `a plan with a document has no ${node.name}`,
        help: 'The document is the whole composition. Remove one of the two.',
        changes: [['document'], node.path].map((path) => ({
          title: `Remove ${path.join('.')}`,
          edit: { kind: 'remove-entry', path },
        })),
        at: node.keyAt,
      }),
    );
  }
}

function empty(source: PlanSource): ProblemError {
  return new ProblemError({
    code: 'plan-empty',
    message: 'the plan names no component',
    help: 'List the components under [instances]: name = "path".',
    at: source.locate(0, 0),
  });
}

function readPackages(node: PlanNode | undefined, read: Reader): Map<string, PackageSource> {
  const source = (name: string, child: PlanNode) =>
    [name, { source: read.path(child), at: child.at }] as const;
  return new Map(read.entries(node, source).read);
}
