import type { Description, EncodeError, Graph as ToolkitGraph, WireError } from '../toolkit/load.ts';
import { answer } from '../toolkit/toolkit.ts';
import { conflict, invalidComponent, invalidComposition, refusedExport, refusedWire } from './explain.ts';
import type { Graph, Instance } from './graph.ts';
import type { PlannedInstance } from './plan.ts';

/** A component that was read, and the instances of it in the plan. */
export interface LoadedComponent {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export type PlacedInstance = PlannedInstance & { readonly component: string };

/** @throws HostError `component-invalid` */
export function loadComponents(
  graph: ToolkitGraph,
  components: readonly LoadedComponent[],
  instances: readonly PlacedInstance[],
): Instance[] {
  const descriptions = new Map<string, Description>();
  for (const { path, bytes } of components) {
    const loaded = answer<Description, string[]>(() => graph.load(bytes));
    const at = instances.find((instance) => instance.component === path)?.at;
    if ('err' in loaded) throw invalidComponent(path, loaded.err, at);
    descriptions.set(path, loaded.ok);
  }
  return instances.map((instance) => ({ ...instance, description: descriptions.get(instance.component)! }));
}

/**
 * Builds the drawn graph with wac's, step by step, and encodes it.
 * @param graph has loaded the components in their order
 * @throws HostError `import-mismatch`, `import-conflict` or `composition-invalid`
 */
export function encode(
  graph: ToolkitGraph,
  components: readonly LoadedComponent[],
  drawn: Graph,
): { component: Uint8Array; description: Description } {
  const indices = new Map(
    drawn.instances.map(({ name, component }) => {
      const loaded = components.findIndex(({ path }) => path === component);
      return [name, graph.instantiate(loaded, name)];
    }),
  );
  const index = (instance: Instance) => indices.get(instance.name)!;
  for (const wire of drawn.wires) {
    const { target, import: name, source, export: from } = wire;
    const wired = answer<void, WireError>(() => graph.wire(index(target), name, index(source), from));
    if ('err' in wired) throw refusedWire(wire, wired.err);
  }
  for (const item of drawn.exports) {
    const exported = answer<void, string[]>(() => graph.export(index(item.source), item.export, item.name));
    if ('err' in exported) throw refusedExport(item, exported.err);
  }
  const encoded = answer<ReturnType<ToolkitGraph['encode']>, EncodeError>(() => graph.encode());
  if ('ok' in encoded) return encoded.ok;
  if (encoded.err.tag === 'conflict') throw conflict(encoded.err.val, drawn.instances);
  throw invalidComposition(encoded.err.val);
}
