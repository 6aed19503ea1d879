import { HostError } from '../problem.ts';
import type { Graph as ToolkitGraph, Toolkit } from '../toolkit/load.ts';
import { withToolkit } from '../toolkit/toolkit.ts';
import { checkGraph } from './check.ts';
import type { Composed } from './compose-graph.ts';
import { encode, loadComponents, type LoadedComponent, type PlacedInstance } from './encode.ts';
import { explain } from './explain.ts';
import { drawGraph } from './graph.ts';
import type { Plan } from './plan.ts';

/** Connects the instances of a plan whose components are read: draw, check, encode, explain. */
export function connect(
  plan: Plan,
  components: readonly LoadedComponent[],
  placed: readonly PlacedInstance[],
): Promise<Composed> {
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
