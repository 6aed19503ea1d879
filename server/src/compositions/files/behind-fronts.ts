import type { Graph, GraphExport, GraphWire, Instance } from '../graph/graph.ts';

/** The graph in which generated instances give the exports that they have in place of others. */
export function behindFronts(graph: Graph): Graph {
  const fronts = graph.instances.filter(({ inFrontOf }) => inFrontOf);
  const giverOf = ({ source, export: name }: Pick<GraphExport, 'source' | 'export'>): Instance =>
    fronts.find((one) => one.generatedFor === source.name && one.inFrontOf!.includes(name)) ?? source;
  const isOwn = ({ target, source }: GraphWire) =>
    target.inFrontOf !== undefined && target.generatedFor === source.name;
  return {
    ...graph,
    wires: graph.wires.map((wire) => (isOwn(wire) ? wire : { ...wire, source: giverOf(wire) })),
    exports: graph.exports.map((one) => ({ ...one, source: giverOf(one) })),
  };
}
