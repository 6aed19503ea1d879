import type { Program } from '../../engine/instantiate.ts';
import { Crossings } from './crossings.ts';
import { loadGraph, type Graph } from './graph.ts';
import type { Reply, Report } from './report.ts';
import { Tracer } from './tracer.ts';

/** A graph whose calls are observed. */
export interface Observed {
  readonly program: Program;
  /** Sends what waits. */
  flush(): void;
}

/** @param report stands still until the host has answered */
export async function loadObserved(graph: Graph, report: (report: Report) => Reply): Promise<Observed> {
  const tracer = new Tracer((events) => void report({ kind: 'trace', events }));
  const crossings = new Crossings(tracer);
  return { program: await loadGraph(graph, crossings), flush: () => tracer.flush() };
}
