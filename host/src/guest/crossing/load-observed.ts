import { threadId } from 'node:worker_threads';
import type { Program } from '../../engine/instantiate.ts';
import type { RequestHead } from '../../wasi/http/messages.ts';
import { callExport } from './call-export.ts';
import { loadGraph, type MadeParts, type Graph } from './graph.ts';
import { Crossings } from './crossings.ts';
import { Debugger } from './debugger.ts';
import { offerHandle } from './handle.ts';
import type { Reply, Report } from './report.ts';
import { Tracer } from './tracer.ts';

/** A graph whose calls are observed. */
export interface Observed {
  readonly program: Program;
  /** Sends what waits. */
  flush(): void;
  /** The last created instance handles this request. */
  received(head: RequestHead): void;
}

/**
 * @param report blocks until the host has replied
 * @param changes incremented when the settings of a debugger have changed
 */
export async function loadObserved(
  graph: Graph,
  report: (report: Report) => Reply,
  changes: Int32Array,
): Promise<Observed> {
  if (graph.debug)
    return { program: await debugged(graph, report, changes), flush: () => {}, received: () => {} };
  const tracer = new Tracer((calls) => report({ kind: 'calls', calls }).kind !== 'enough');
  const program = await loadGraph(graph, new Crossings(tracer));
  return {
    program: (wasi) => {
      tracer.begin();
      return program(wasi);
    },
    flush: () => tracer.flush(),
    received: (head) => tracer.received(head),
  };
}

async function debugged(
  graph: Graph,
  report: (report: Report) => Reply,
  changes: Int32Array,
): Promise<Program> {
  if (graph.inspects) report({ kind: 'loaded', thread: threadId });
  let made: MadeParts = [];
  const call = (text: string, busy: ReadonlySet<string>) =>
    crossings.unobserved(() => callExport(text, busy, graph, made));
  const observer = new Debugger(report, changes, { call });
  const crossings: Crossings = new Crossings(observer);
  if (graph.inspects) offerHandle(observer.handleAt(() => crossings.innermost));
  return loadGraph(graph, crossings, (parts) => (made = parts));
}
