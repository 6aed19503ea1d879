import { type Finding, ProblemError } from '../../base/problem.ts';
import { checkGraph } from './check.ts';
import { encode, loadComponents, type LoadedComponent } from './encode.ts';
import type { PlacedInstance } from './graph.ts';
import { explain, type Explanation } from './explain.ts';
import { drawGraph } from './draw-graph.ts';
import type { Plan } from '../plan.ts';
import { collectProblems } from '../problems.ts';
import { withStubs } from './stubs.ts';
import { withFiles } from '../files/with-files.ts';
import { checkTarget, type Target } from '../target.ts';
import type { Graph as ToolkitGraph, Toolkit } from '../toolkit.ts';

/** A composition that is not written yet. */
export interface Composed extends Explanation {
  readonly bytes: Uint8Array;
}

/** A plan whose components are read; plain data. */
export interface LoadedPlan {
  readonly plan: Plan;
  readonly components: readonly LoadedComponent[];
  readonly placed: readonly PlacedInstance[];
  /** Problems found so far. */
  readonly earlier: readonly Finding[];
  /** The world that the result must fit. */
  readonly target: Target | undefined;
}

/**
 * Connects the instances of a plan: draw, check, encode, explain. Each step continues with the results of the earlier
 * ones; nothing is encoded after an error.
 * @throws ProblemError with all problems
 */
export function connect(
  toolkit: Toolkit,
  { plan, components, placed, earlier, target }: LoadedPlan,
): Composed {
  const problems = collectProblems(earlier);
  return withGraph(toolkit, (graph) => {
    const composing = { toolkit, graph, problems };
    const instances = loadComponents(composing, components, placed);
    const stubbed = withStubs(composing, { plan, instances, components });
    const filled = withFiles(composing, stubbed);
    const drawn = drawGraph(filled.plan, filled.instances, problems);
    checkGraph(drawn, plan, problems);
    const { component, description } = encode(composing, filled.components, drawn);
    if (target) checkTarget(toolkit, component, target, problems, drawn);
    problems.refuse();
    return { bytes: component, ...explain(drawn, description) };
  });
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
    if (error instanceof ProblemError) free();
    throw error;
  }
}
