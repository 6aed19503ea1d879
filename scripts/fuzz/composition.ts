/** Random compositions are the same by a plan, by wac's crates here and, where `WAC` names it, by the command wac. */
import { checkGraph } from '../../host/src/compose/testing/compare-graph.ts';
import { type Graph, mixesVersions, randomGraph } from '../../host/src/compose/testing/random-graphs.ts';
import { random } from '../../server/src/syntax/testing/random.ts';

/** @returns how many differed */
export async function fuzzCompositions(count: number, first: number, every: number): Promise<number> {
  const counts: Record<string, number> = { graphs: 0, differ: 0 };
  for (let seed = first; seed < first + count; seed++) {
    const graph = randomGraph(random(seed));
    for (const one of ['graphs', ...featuresOf(graph)]) counts[one] = (counts[one] ?? 0) + 1;
    try {
      await checkGraph(graph, { wac: process.env['WAC'] });
    } catch (error) {
      counts['differ']!++;
      console.log(`seed ${seed}:`, error);
    }
    if ((seed - first + 1) % every === 0) console.log(`seed ${seed}: ${JSON.stringify(counts)}`);
  }
  return counts['differ']!;
}

function featuresOf(graph: Graph): readonly string[] {
  const { nodes, form, out, bridges, exports } = graph;
  const kinds = new Set(nodes.map(({ unit }) => unit.export.kind));
  const isSecond = nodes.some(({ unit }) => unit.export.name.includes('@2.'));
  return [
    ...kinds,
    form,
    ...(out ? [out.as] : []),
    ...(bridges ? ['bridged'] : []),
    ...(exports ? ['renamed'] : []),
    ...(isSecond ? ['two versions'] : []),
    ...(mixesVersions(graph) ? ['refused'] : []),
  ];
}
