/** An OpenTelemetry collector (OTLP over HTTP, in JSON), and whose telemetry it gets. */
export interface CollectorTarget {
  readonly endpoint: string;
  readonly service: string;
}

/** Takes items for a collector, which are sent in batches. */
export interface Batches<Item> {
  take(item: Item): void;
  /** Sends what waits. */
  close(): Promise<void>;
}

const BATCH_MS = 500;
const BATCH = 512;
/** More wait for a slow collector than this, and the oldest are dropped (OpenTelemetry, "Batching processor"). */
const MOST_WAITING = 2048;
const SEND_MS = 5_000;

/**
 * A collector that does not respond loses items, and delays nothing.
 * @param path its path: `/v1/logs`
 * @param request the body for a batch
 * @param failed gets the reason when items are lost, the first time
 */
export function sendInBatches<Item>(
  { endpoint }: CollectorTarget,
  path: string,
  request: (batch: readonly Item[]) => object,
  failed: (reason: string) => void,
): Batches<Item> {
  const url = `${endpoint.replace(/\/$/, '')}${path}`;
  let waiting: Item[] = [];
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
        await send(url, request(batch)).catch((error: unknown) => fail(reasonOf(error)));
      }
    });
    return sending;
  };
  return {
    take(item) {
      waiting.push(item);
      if (waiting.length > MOST_WAITING) {
        waiting.shift();
        fail('it takes them more slowly than the component makes them');
      }
      timer ??= setTimeout(() => void flush(), BATCH_MS).unref();
    },
    close: flush,
  };
}

/** The resource that telemetry is about. */
export const resourceOf = (service: string): object => ({
  attributes: [{ key: 'service.name', value: { stringValue: service } }],
});

async function send(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(SEND_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`it answered ${response.status}`);
}

/** `fetch` has the reason in the cause of its error. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message : message;
}
