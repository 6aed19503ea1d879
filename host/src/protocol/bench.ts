/** Measuring a component: a part of protocol.ts. */
import type { RunParams } from './run.ts';

export interface BenchParams extends Pick<RunParams, 'component' | 'grants' | 'limits' | 'fuse'> {
  /** A call in WAVE; without it requests to a service are measured. */
  readonly invoke?: string;
  /** The path of the requests; by default `/`. */
  readonly path?: string;
  /** What is measured, in the title of the chart; by default the name of the component's file. */
  readonly name?: string;
  /** How long warm calls, or requests, are made. */
  readonly forMs: number;
}

/** `ms` are milliseconds, `ns` nanoseconds, `per-second` a rate. */
export type BenchUnit = 'ms' | 'ns' | 'bytes' | 'per-second';

/** One measured cost, and the same in wasmtime where it was measured there. */
export interface BenchRow {
  readonly what: string;
  readonly unit: BenchUnit;
  readonly here: number;
  readonly wasmtime?: number;
  /** Of a call on a wire, which is compared with those on other wires. */
  readonly isWire?: true;
}

export interface BenchResult {
  readonly rows: readonly BenchRow[];
  /** The rows as a table in Markdown. */
  readonly markdown: string;
  /** The rows as a chart, an SVG document. */
  readonly chart: string;
}
