import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { folderWith } from '../../compose/testing/folder.ts';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import type { TraceEvent } from '../../protocol/trace.ts';
import { run } from '../run.ts';
import { serve } from '../serve.ts';
import { exportTrace } from './export-trace.ts';
import { composed, spansOf, withCollector, type Request } from './testing/recorded.ts';

const { signal } = new AbortController();
const service = resolve('test-fixtures/programs/service/service.wasm');
const auth = resolve('test-fixtures/workspaces/edge/auth/auth.wasm');

/** Runs two requests, one of them in the trace of its client, on a server that records. */
async function requested(trace: string, grants: object = {}): Promise<void> {
  const params = { component: service, grants, addr: '127.0.0.1:0', trace };
  const serving = await serve(params, { signal, storage, output: () => {} });
  try {
    const headers = { traceparent: `00-${'4b'.repeat(16)}-${'0f'.repeat(8)}-01` };
    await (await fetch(new URL('/hello?x=1', serving.url), { headers })).text();
    await (await fetch(new URL('/hello', serving.url))).text();
  } finally {
    await serving.close();
  }
}

describe("a recording in Chrome's format", () => {
  for (const [what, record] of [
    [
      'a run',
      async (trace: string) => {
        const { folder, component } = await composed();
        await using _ = folder;
        await run({ component, grants: {}, invoke: 'run(5)', trace }, { signal, storage });
      },
    ],
    ['a server', (trace: string) => requested(trace)],
  ] as const)
    it(`has complete events that nest in their threads, of ${what}`, async () => {
      await using folder = await folderWith({});
      const trace = join(folder.path, 'x.trace.json');
      await record(trace);
      const [process, ...events] = JSON.parse(readFileSync(trace, 'utf8')) as TraceEvent[];
      assert.deepEqual([process!.ph, process!.name, process!.pid], ['M', 'process_name', 1]);
      assert.ok(events.length >= 4);
      for (const event of events) assertComplete(event);
      for (const event of events) assertNested(event, events);
      const inner = events.filter(({ args }) => events.some((other) => other.args.span === args.parent));
      assert.ok(inner.length >= 3, `${inner.length} have a parent`);
    });
});

function assertComplete({ ph, cat, ts, dur, pid, tid, name }: TraceEvent): void {
  assert.equal(ph, 'X');
  assert.ok(['import', 'export', 'call'].includes(cat) && name !== '');
  for (const number of [ts, dur, pid, tid]) assert.ok(Number.isSafeInteger(number) && number >= 0);
  // Microseconds of this century.
  assert.ok(ts > Date.UTC(2020) * 1000);
}

/** Every other event of the thread is around it, within it, before it or behind it; its parent is around it. */
function assertNested(event: TraceEvent, events: readonly TraceEvent[]): void {
  const [start, end] = [event.ts, event.ts + event.dur];
  for (const other of events.filter(({ tid }) => tid === event.tid)) {
    const [from, to] = [other.ts, other.ts + other.dur];
    const isAround = from <= start && end <= to;
    const isWithin = start <= from && to <= end;
    assert.ok(isAround || isWithin || to <= start || end <= from, `${event.name} and ${other.name} overlap`);
    if (other.args.span === event.args.parent) assert.ok(isAround, `${event.name} is not in ${other.name}`);
  }
}

describe('the spans of a recording', () => {
  it('of requests are received by a collector, nested, in the traces of their clients', async () => {
    await using folder = await folderWith({});
    await withCollector(async (endpoint, got) => {
      await requested(join(folder.path, 'x.trace.json'), { logs: { endpoint, service: '' } });
      // The lines that a guest prints are sent there as well.
      const bodies = got.filter(({ path }) => path === '/v1/traces').map(({ body }) => body);
      const spans = bodies.flatMap(spansOf);
      assertSpans(spans);
      const served = spans.filter(({ kind }) => kind === 2);
      assert.equal(served.length, 2);
      for (const { spanId } of served) assert.ok(spans.some((span) => span['parentSpanId'] === spanId));
      assert.deepEqual(
        served.filter(({ traceId }) => traceId === '4b'.repeat(16)).map(({ parentSpanId }) => parentSpanId),
        ['0f'.repeat(8)],
      );
      for (const { attributes } of served) {
        assert.ok(hasAttribute(attributes, 'http.request.method', 'GET'));
        assert.ok(hasAttribute(attributes, 'url.path', '/hello'));
      }
    });
  });

  it('have the error of a result as their status', async () => {
    await using folder = await folderWith({});
    const trace = join(folder.path, 'x.jsonl');
    await run({ component: auth, grants: {}, invoke: 'check(none)', trace }, { signal, storage });
    const spans = spansOf(JSON.parse(readFileSync(trace, 'utf8')) as Request);
    assertSpans(spans);
    const check = spans.find(({ name }) => name === 'edge:service/auth.check')!;
    assert.deepEqual(check['status'], { code: 2, message: 'err(missing)' });
    assert.ok(hasAttribute(check['attributes'], 'wit.argument.authorization', 'none'));
  });

  it('of the trace of another program have identifiers of their own, the same each time', async () => {
    await using folder = await folderWith({});
    const [trace, ...exported] = ['x.json', 'a.jsonl', 'b.jsonl'].map((name) => join(folder.path, name));
    const events = ['outer', 'inner'].map((name) => ({ name, ph: 'X', ts: 5, dur: 2, pid: 1, tid: 3 }));
    writeFileSync(trace!, JSON.stringify({ traceEvents: events }));
    for (const file of exported) await exportTrace(trace!, file);
    const [first, second] = exported.map((file) => readFileSync(file, 'utf8'));
    assert.equal(first, second);
    const spans = spansOf(JSON.parse(first!) as Request);
    assert.deepEqual(
      spans.map(({ name }) => name),
      ['outer', 'inner'],
    );
    assertSpans(spans);
  });
});

/** The checks of a collector, and that a span is within its parent. */
function assertSpans(spans: readonly Record<string, unknown>[]): void {
  assert.equal(new Set(spans.map(({ spanId }) => spanId)).size, spans.length);
  const times = (span: Record<string, unknown>) =>
    ['startTimeUnixNano', 'endTimeUnixNano'].map((name) => {
      assert.match(span[name] as string, /^\d+$/);
      return BigInt(span[name] as string);
    }) as [bigint, bigint];
  for (const span of spans) {
    assert.match(span['traceId'] as string, /^(?!0+$)[0-9a-f]{32}$/);
    assert.match(span['spanId'] as string, /^(?!0+$)[0-9a-f]{16}$/);
    assert.ok(span['kind'] === 1 || span['kind'] === 2);
    const [start, end] = times(span);
    assert.ok(start <= end);
    const parent = spans.find(({ spanId }) => spanId === span['parentSpanId']);
    if (!parent) continue;
    assert.equal(parent['traceId'], span['traceId']);
    const [from, to] = times(parent);
    assert.ok(from <= start && end <= to, `${span['name'] as string} is not in its parent`);
  }
}

const hasAttribute = (attributes: unknown, key: string, stringValue: string): boolean =>
  (attributes as { key: string; value: { stringValue: string } }[]).some(
    (one) => one.key === key && one.value.stringValue === stringValue,
  );
