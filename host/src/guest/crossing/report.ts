/** What a thread whose calls are observed says to the host, and what it answers. All of it survives JSON. */

/** A complete event of Chrome's trace format: times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: 'X';
  readonly ts: number;
  readonly dur: number;
  readonly pid: number;
  readonly tid: number;
  readonly args: Readonly<Record<string, string>>;
}

export type Report = { readonly kind: 'trace'; readonly events: readonly TraceEvent[] };
export type Reply = { readonly kind: 'go' };

/** Of the host: the thread stands still until it is answered. */
export type Observe = (report: Report) => Reply | Promise<Reply>;
