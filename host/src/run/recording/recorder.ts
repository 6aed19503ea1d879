import { basename } from 'node:path';
import type { ObserverHost, Reply, Report } from '../../guest/crossing/report.ts';
import { printMessage, type Output } from '../../guest/streams/output.ts';
import type { RunParams } from '../../protocol.ts';
import type { CallRecord } from '../../protocol/trace.ts';
import { sendInBatches, type Batches } from '../../supervise/collector.ts';
import { spansRequest } from './spans.ts';
import { openTraceFile, type TraceFile } from './trace-file.ts';

/** The size of a recording, so that a forgotten server does not fill the disk, and an editor can show the file. */
const MOST_CALLS = 100_000;
const MOST_BYTES = 64 * 1_048_576;

export interface Bounds {
  readonly calls: number;
  readonly bytes: number;
}

/** Writes the calls of a run or a server to a file, and sends them to a collector where one is granted. */
export class Recorder implements ObserverHost {
  readonly #file: TraceFile;
  readonly #spans: Batches<CallRecord> | undefined;
  readonly #say: (sentence: string) => void;
  readonly #bounds: Bounds;
  #calls = 0;
  #bytes = 0;
  #isOver = false;
  #isClosed = false;

  /** @throws HostError `trace-not-written` */
  constructor(
    path: string,
    { component, grants }: Pick<RunParams, 'component' | 'grants'>,
    output: Output | undefined,
    bounds: Bounds = { calls: MOST_CALLS, bytes: MOST_BYTES },
  ) {
    this.#file = openTraceFile(path, component);
    this.#bounds = bounds;
    this.#say = (sentence) => {
      if (output) void printMessage(output, `${sentence}\n`);
      else process.stderr.write(`${sentence}\n`);
    };
    const { logs } = grants;
    if (logs) {
      const service = logs.service === '' ? basename(component) : logs.service;
      const lost = (reason: string) => this.#say(`spans cannot be sent to ${logs.endpoint}: ${reason}`);
      this.#spans = sendInBatches(logs, '/v1/traces', (batch) => spansRequest(batch, service), lost);
    }
  }

  report(report: Report): Reply {
    if (report.kind !== 'calls') return { kind: 'go' };
    if (!this.#isOver) this.#add(report.calls);
    return { kind: this.#isOver ? 'enough' : 'go' };
  }

  /** May be called again. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#isOver = true;
    this.#file.close();
    await this.#spans?.close();
  }

  #add(calls: readonly CallRecord[]): void {
    const { calls: most, bytes } = this.#bounds;
    const taken = calls.slice(0, most - this.#calls);
    this.#calls += taken.length;
    this.#bytes += this.#file.add(taken);
    for (const call of taken) this.#spans?.take(call);
    if (this.#calls < most && this.#bytes < bytes) return;
    this.#isOver = true;
    const reason = `the recording stops here: it has ${this.#calls.toLocaleString('en')} calls`;
    this.#file.stop(reason);
    this.#say(reason);
  }
}
