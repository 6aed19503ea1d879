import { closeSync, openSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { reasonOf } from '../../base/file-problem.ts';
import { HostError } from '../../base/problem.ts';
import { processEvent, stopEvent, type CallRecord, type TraceEvent } from '../../protocol/trace.ts';
import { HOST } from '../../guest/crossing/crossing.ts';
import { spansRequest } from './spans.ts';

/** The destination of a recording. */
export interface TraceFile {
  /** @returns bytes that were written */
  add(calls: readonly CallRecord[]): number;
  /** Records in the file why the recording ends. */
  stop(reason: string): void;
  close(): void;
}

/**
 * A file that ends in `.jsonl` has a request of OpenTelemetry's protocol on each line, as the collector's own files;
 * any other is in Chrome's trace format.
 * @throws HostError `trace-not-written`
 */
export function openTraceFile(path: string, component: string): TraceFile {
  let file: number;
  try {
    file = openSync(path, 'w');
  } catch (error) {
    throw new HostError({
      code: 'trace-not-written',
      message: `${path} cannot be written: ${reasonOf(error)}`,
      help: 'Name a file in an existing folder that you may write to.',
    });
  }
  return path.endsWith('.jsonl') ? spansFile(file, component) : chromeFile(file, component);
}

function spansFile(file: number, component: string): TraceFile {
  return {
    add: (calls) => writeSync(file, `${JSON.stringify(spansRequest(calls, basename(component)))}\n`),
    stop: () => {},
    close: () => closeSync(file),
  };
}

/** One JSON list, an event on a line. A run that is killed leaves it open, which readers of traces accept. */
function chromeFile(file: number, component: string): TraceFile {
  const write = (event: object): number => writeSync(file, `,\n${JSON.stringify(event)}`);
  writeSync(file, `[\n${JSON.stringify(processEvent(component, basename(component)))}`);
  return {
    add: (calls) => writeSync(file, calls.map((call) => `,\n${JSON.stringify(eventOf(call))}`).join('')),
    stop: (reason) => void write(stopEvent(reason, Date.now() * 1000)),
    close() {
      writeSync(file, '\n]\n');
      closeSync(file);
    },
  };
}

function eventOf(call: CallRecord): TraceEvent {
  const { span, parent, trace, thread, start, duration, caller, callee, result, failed, request } = call;
  return {
    name: call.function,
    cat: callee === HOST ? 'import' : caller === HOST ? 'export' : 'call',
    ph: 'X',
    ts: start,
    dur: duration,
    pid: 1,
    tid: thread,
    args: {
      caller,
      callee,
      arguments: Object.fromEntries(call.arguments),
      ...(result !== undefined && { result }),
      ...(failed && { failed }),
      ...(request !== undefined && { request }),
      span,
      ...(parent !== undefined && { parent }),
      trace,
    },
  };
}
