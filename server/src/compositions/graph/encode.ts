import { resultOf, type Description, type EncodeError, type WireError } from '../toolkit.ts';
import { versionOf } from '../../base/ids.ts';
import type { Composing } from './composing.ts';
import {
  conflict,
  invalidComponent,
  invalidComposition,
  refusedExport,
  refusedWire,
  unnamedTypes,
} from './explain.ts';
import type { Graph, GraphExport, GraphWire, Instance, PlacedInstance } from './graph.ts';
import { resourceOrigin } from './resource-origin.ts';

/** A component that was read, and the instances of it in the plan. */
export interface LoadedComponent {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Reports `component-invalid`, and leaves its instances out. */
export function loadComponents(
  { graph, problems }: Pick<Composing, 'graph' | 'problems'>,
  components: readonly LoadedComponent[],
  instances: readonly PlacedInstance[],
): Instance[] {
  const descriptions = new Map<string, Description>();
  for (const { path, bytes } of components) {
    const loaded = resultOf<Description, string[]>(() => graph.load(bytes));
    const at = instances.find((instance) => instance.component === path)?.at;
    if ('ok' in loaded) descriptions.set(path, loaded.ok);
    else problems.report(invalidComponent(path, loaded.err, at));
  }
  return instances.flatMap((instance) => {
    const description = descriptions.get(instance.component);
    return description ? [{ ...instance, description }] : [];
  });
}

/**
 * Builds the drawn graph with wac's, step by step, and encodes it.
 * @throws ProblemError `import-mismatch`, `import-conflict`, `resource-origin` or `composition-invalid`, and all that
 * was reported before
 * @throws Error when wac trapped
 */
export function encode(
  { graph, problems }: Composing,
  components: readonly LoadedComponent[],
  drawn: Graph,
): { component: Uint8Array; description: Description } {
  // The graph counts those alone that it could load, which are those with an instance.
  const loaded = components.filter(({ path }) => drawn.instances.some(({ component }) => component === path));
  const indices = new Map(
    drawn.instances.map(({ name, component }) => {
      const at = loaded.findIndex(({ path }) => path === component);
      return [name, graph.instantiate(at, name)];
    }),
  );
  const index = (instance: Instance) => indices.get(instance.name)!;
  for (const wire of unambiguous(drawn.wires)) {
    const { target, import: name, source, export: from, function: member } = wire;
    const wired = resultOf<void, WireError>(() =>
      graph.wire(index(target), name, index(source), from, member),
    );
    if ('err' in wired) problems.report(refusedWire(wire, wired.err));
  }
  for (const item of firstOfEachName(drawn.exports)) {
    const { source, export: from, function: member, name } = item;
    const exported = resultOf<void, string[]>(() => graph.export(index(source), from, member, name));
    const refused = 'err' in exported ? exported.err : invalidVersion(name);
    if (refused) problems.report(refusedExport(item, refused));
  }
  problems.refuse();
  const encoded = encodedBy(graph, drawn);
  if ('ok' in encoded) return encoded.ok;
  if (encoded.err.tag === 'conflict') throw conflict(encoded.err.val, drawn.instances);
  throw resourceOrigin(drawn) ?? unnamedTypes(drawn, encoded.err.val) ?? invalidComposition(encoded.err.val);
}

function encodedBy(graph: Composing['graph'], drawn: Graph) {
  try {
    return resultOf<ReturnType<Composing['graph']['encode']>, EncodeError>(() => graph.encode());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error([reason, ...borrowingFunctions(drawn)].join(': '), { cause: error });
  }
}

/** wac 0.12 traps on an open import that is a function and borrows a resource of the world. */
function borrowingFunctions({ instances, wires }: Graph): readonly string[] {
  return instances.flatMap((target) => {
    const wired = new Set(wires.filter((wire) => wire.target === target).map((wire) => wire.import));
    const open = target.description.imports.filter(({ name }) => !wired.has(name));
    const [type] = open.filter(({ kind }) => kind === 'type').map(({ name }) => name);
    const functions = open.filter(({ kind }) => kind === 'func').map(({ name }) => name);
    if (type === undefined || functions.length === 0) return [];
    return `“${target.name}” imports the type ${type}, and functions of its world (${functions.join(', ')}); if one of them borrows it, put both into an interface`;
  });
}

/** wac exports a name of any version, which is invalid only in the component. */
function invalidVersion(name: string): string[] | undefined {
  const version = versionOf(name);
  const isValid = version === undefined || /^\d+\.\d+\.\d+([-+].+)?$/.test(version);
  return isValid ? undefined : [`${version} is no version such as 1.0.0`];
}

/** Two wires to one import are reported before; the graph takes one. */
const unambiguous = (wires: readonly GraphWire[]): GraphWire[] =>
  wires.filter(
    (wire) =>
      wires.filter((other) => other.target === wire.target && other.import === wire.import).length === 1,
  );

const firstOfEachName = (exports: readonly GraphExport[]): GraphExport[] =>
  exports.filter((item, at) => exports.findIndex(({ name }) => name === item.name) === at);
