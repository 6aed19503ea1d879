/** Recorded calls, and the file that they are saved in: a part of protocol.ts. */

/** A call that crossed from one instance to another, or between an instance and the host. */
export interface CallRecord {
  /** 16 hexadecimal digits, as OpenTelemetry identifies a span. */
  readonly span: string;
  /** The span of the calling call; for a handler, the one in the request of the client. */
  readonly parent?: string;
  /** 32 hexadecimal digits: the run or the request that it belongs to. */
  readonly trace: string;
  /** Calls with the same number nest: a thread, or a part of one if asynchronous calls overlap. */
  readonly thread: number;
  /** Microseconds since 1970. */
  readonly start: number;
  /** Microseconds. */
  readonly duration: number;
  /** Names of instances; `host` for the host, and for the caller of an export. */
  readonly caller: string;
  readonly callee: string;
  /** `edge:service/auth.check`, without a version. */
  readonly function: string;
  /** In the order of the parameters, in WAVE; one that is cut ends with `…`. */
  readonly arguments: readonly (readonly [name: string, value: string])[];
  /** In WAVE, or the reason of the trap; absent where nothing is returned. */
  readonly result?: string;
  readonly failed?: 'error' | 'trap';
  /** The request of a handler's call: `GET /me`. */
  readonly request?: string;
}

/** A complete event of Chrome's trace format: times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly cat: 'import' | 'export' | 'call';
  readonly ph: 'X';
  readonly ts: number;
  readonly dur: number;
  readonly pid: number;
  readonly tid: number;
  readonly args: Pick<CallRecord, 'caller' | 'callee' | 'span' | 'parent' | 'trace' | 'result' | 'failed'> & {
    readonly arguments: Readonly<Record<string, string>>;
    readonly request?: string;
  };
}

/** A saved recording. */
export interface SavedTrace {
  /** The path of the component, if the file names it. */
  readonly component?: string;
  /** In the order of their start; those of other programs have what can be known of them. */
  readonly calls: readonly CallRecord[];
  /** Why the recording stopped before the run did. */
  readonly stopped?: string;
}

/** The process of a saved recording; a trace has it once. */
export const processEvent = (component: string, name: string): object => ({
  name: 'process_name',
  ph: 'M',
  pid: 1,
  args: { name, component },
});

/** Marks the end of a saved recording. */
export const stopEvent = (reason: string, ts: number): object => ({
  name: reason,
  cat: 'stopped',
  ph: 'i',
  ts,
  pid: 1,
  tid: 0,
  s: 'g',
});

/**
 * Reads Chrome's trace format: a list of events, which may lack its end, or an object with `traceEvents`.
 * @throws SyntaxError for anything else
 */
export function readTrace(text: string): SavedTrace {
  const events = eventsIn(text);
  const calls = events.flatMap((event, at) => callOf(event, at) ?? []);
  const component = events.find(({ ph }) => ph === 'M')?.args?.['component'];
  const stopped = events.find(({ cat, ph }) => ph === 'i' && cat === 'stopped')?.name;
  return {
    ...(typeof component === 'string' && { component }),
    calls: calls.sort((a, b) => a.start - b.start || b.duration - a.duration),
    ...(typeof stopped === 'string' && { stopped }),
  };
}

type Found = Partial<Record<'name' | 'cat' | 'ph' | 'ts' | 'dur' | 'tid' | 'pid', unknown>> & {
  readonly args?: Readonly<Record<string, unknown>>;
};

function eventsIn(text: string): Found[] {
  const parsed = parseOpen(text);
  const list = Array.isArray(parsed) ? parsed : (parsed as { traceEvents?: unknown } | null)?.traceEvents;
  if (!Array.isArray(list)) throw new SyntaxError('it has no list of events');
  return list.filter((one): one is Found => typeof one === 'object' && one !== null);
}

/** A list that is being written lacks its end, and may have a part of its last line; ours have an event on each. */
function parseOpen(text: string): unknown {
  if (!/^\s*\[/.test(text)) return JSON.parse(text);
  const closings = [
    () => text,
    () => `${text.replace(/,\s*$/, '')}]`,
    () => `${text.slice(0, Math.max(0, text.lastIndexOf('\n'))).replace(/,\s*$/, '')}]`,
  ];
  let reason: unknown;
  for (const close of closings)
    try {
      return JSON.parse(close());
    } catch (error) {
      reason ??= error;
    }
  throw reason;
}

function callOf(event: Found, at: number): CallRecord | undefined {
  const { name, ph, ts, dur = 0, tid = 0, args = {} } = event;
  if (ph !== 'X' || typeof name !== 'string' || !isTime(ts) || !isTime(dur)) return undefined;
  const text = (key: string): string | undefined => {
    const value = args[key];
    return typeof value === 'string' ? value : undefined;
  };
  const [parent, result, request, failed] = ['parent', 'result', 'request', 'failed'].map(text);
  const isOurs = text('span') !== undefined && text('trace') !== undefined;
  return {
    span: text('span') ?? `event-${at}`,
    ...(parent !== undefined && { parent }),
    trace: text('trace') ?? `${String(event.pid)}/${String(tid)}`,
    thread: typeof tid === 'number' ? tid : 0,
    start: ts,
    duration: dur,
    caller: text('caller') ?? '',
    callee: text('callee') ?? '',
    function: name,
    arguments: argumentsOf(isOurs ? args['arguments'] : args),
    ...(result !== undefined && { result }),
    ...((failed === 'error' || failed === 'trap') && { failed }),
    ...(request !== undefined && { request }),
  };
}

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const argumentsOf = (args: unknown): CallRecord['arguments'] =>
  Object.entries((args ?? {}) as Record<string, unknown>).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
  ]);
