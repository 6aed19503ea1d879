import type { Grants } from '../protocol.ts';
import type { LogLevel, LogRecord } from '../wasi/logging.ts';

/** Where records of wasi:logging go besides the guest's standard error. */
export interface LogExporter {
  take(record: LogRecord): void;
  /** Sends what waits. */
  close(): Promise<void>;
}

export const NO_EXPORT: LogExporter = { take: () => {}, close: () => Promise.resolve() };

const BATCH_MS = 500;
const BATCH = 512;
/** More wait for a slow collector than this, and the oldest are dropped (OpenTelemetry, "Batching processor"). */
const MOST_WAITING = 2048;
const SEND_MS = 5_000;

/** SeverityNumber of the logs data model. */
const SEVERITY: Readonly<Record<LogLevel, number>> = {
  trace: 1,
  debug: 5,
  info: 9,
  warn: 13,
  error: 17,
  critical: 21,
};

type Target = NonNullable<Grants['logs']>;

/**
 * Sends records to an OpenTelemetry collector (OTLP over HTTP, in JSON) in batches. One that does not answer loses
 * records and holds nothing up.
 * @param failed gets the reason when records are lost, the first time
 */
export function exportLogs(target: Target, failed: (reason: string) => void): LogExporter {
  let waiting: object[] = [];
  let timer: NodeJS.Timeout | undefined;
  let sending = Promise.resolve();
  let hasFailed = false;
  const fail = (reason: string): void => {
    if (!hasFailed) failed(reason);
    hasFailed = true;
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    sending = sending.then(async () => {
      while (waiting.length > 0) {
        const batch = waiting.slice(0, BATCH);
        waiting = waiting.slice(BATCH);
        await send(target, batch).catch((error: unknown) => fail(reasonOf(error)));
      }
    });
    return sending;
  };
  return {
    take(record) {
      waiting.push(entryOf(record));
      if (waiting.length > MOST_WAITING) {
        waiting.shift();
        fail('it takes records more slowly than the component writes them');
      }
      timer ??= setTimeout(() => void flush(), BATCH_MS).unref();
    },
    close: flush,
  };
}

async function send({ endpoint, service }: Target, logRecords: readonly object[]): Promise<void> {
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: service } }] };
  const scopeLogs = [{ scope: { name: 'wasi:logging' }, logRecords }];
  const response = await fetch(`${endpoint.replace(/\/$/, '')}/v1/logs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceLogs: [{ resource, scopeLogs }] }),
    signal: AbortSignal.timeout(SEND_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`it answered ${response.status}`);
}

function entryOf({ level, context, message }: LogRecord): object {
  const timeUnixNano = `${Date.now()}000000`;
  return {
    timeUnixNano,
    observedTimeUnixNano: timeUnixNano,
    severityNumber: SEVERITY[level],
    severityText: level,
    body: { stringValue: message },
    attributes: context === '' ? [] : [{ key: 'context', value: { stringValue: context } }],
  };
}

/** `fetch` has the reason in the cause of its error. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message : message;
}
