import { HostError } from '../problem.ts';
import type { ComposeResult } from '../protocol.ts';
import type { Graph as ToolkitGraph, Toolkit } from '../toolkit/load.ts';
import { withToolkit } from '../toolkit/toolkit.ts';
import { checkGraph } from './check.ts';
import { gather, type ComposeContext } from './components.ts';
import { encode, loadComponents } from './encode.ts';
import { explain } from './explain.ts';
import { drawGraph } from './graph.ts';
import type { Plan } from './plan.ts';

/** A composition that is not written yet. */
export interface Composed extends Omit<ComposeResult, 'component' | 'bytes'> {
  readonly bytes: Uint8Array;
}

/** Connects the instances of a plan: gather, draw, check, encode, explain. */
export async function composeGraph(plan: Plan, context: ComposeContext): Promise<Composed> {
  const { placed, bytes } = await gather(plan.instances, context);
  const components = [...bytes].map(([path, bytes]) => ({ path, bytes }));
  return withToolkit((toolkit) =>
    withGraph(toolkit, (graph) => {
      const drawn = drawGraph(plan, loadComponents(graph, components, placed));
      checkGraph(drawn, plan.at);
      const { component, description } = encode(graph, components, drawn);
      return { bytes: component, ...explain(drawn, description) };
    }),
  );
}

/** Frees the graph unless the toolkit trapped: then it goes away with the whole instance. */
function withGraph<T>(toolkit: Toolkit, use: (graph: ToolkitGraph) => T): T {
  const graph = new toolkit.graph.Graph();
  const free = () => (graph as ToolkitGraph & Disposable)[Symbol.dispose]();
  try {
    const result = use(graph);
    free();
    return result;
  } catch (error) {
    if (error instanceof HostError) free();
    throw error;
  }
}
