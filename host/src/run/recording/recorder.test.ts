import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { folderWith, type Folder } from '../../compose/testing/folder.ts';
import { unitWat, type Unit } from '../../compose/testing/units.ts';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { problemOf } from '../../problem.ts';
import { readTrace, type CallRecord } from '../../protocol/trace.ts';
import { run } from '../run.ts';
import { serve } from '../serve.ts';
import { exportTrace } from './export-trace.ts';
import { Recorder } from './recorder.ts';

const { signal } = new AbortController();
const service = resolve('test-fixtures/programs/service/service.wasm');
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

/** `top` calls `two`, which calls `one`, and then `one` itself. */
async function composed(): Promise<{ readonly folder: Folder; readonly component: string }> {
  const one: Unit = { export: 't:g/a@1.0.0', imports: [], add: 7, counts: true };
  const two: Unit = { export: 't:g/b@1.0.0', imports: [one.export], add: 11 };
  const top: Unit = { export: 'run', imports: [two.export, one.export], add: 1 };
  const plan = '[instances]\none = "one.wasm"\ntwo = "two.wasm"\ntop = "top.wasm"\n';
  const folder = await folderWith({
    'one.wasm': unitWat(one),
    'two.wasm': unitWat(two),
    'top.wasm': unitWat(top),
    'composition.toml': plan,
  });
  return { folder, component: (await folder.compose({ plan: 'composition.toml', out: 'o.wasm' })).component };
}

/** Each call behind the callees of those around it. */
function nested(calls: readonly CallRecord[]): string[] {
  const chain = ({ parent, callee }: CallRecord): string => {
    const around = calls.find((one) => one.span === parent);
    return around ? `${chain(around)} > ${callee}` : callee;
  };
  return calls.map((call) => `${chain(call)}: ${call.function} = ${call.result}`);
}

const saved = (file: string): ReturnType<typeof readTrace> => readTrace(readFileSync(file, 'utf8'));

interface Request {
  readonly resourceSpans: readonly {
    readonly resource: object;
    readonly scopeSpans: readonly { readonly spans: readonly Record<string, unknown>[] }[];
  }[];
}
const spansOf = ({ resourceSpans }: Request): readonly Record<string, unknown>[] =>
  resourceSpans[0]!.scopeSpans[0]!.spans;

/** A collector that records what it receives. */
async function withCollector(
  use: (endpoint: string, got: { path?: string; body: Request }[]) => Promise<void>,
) {
  const got: { path?: string; body: Request }[] = [];
  const collector = createServer((request, response) => {
    void text(request).then((body) => {
      got.push({ ...(request.url && { path: request.url }), body: JSON.parse(body) as Request });
      response.end('{}');
    });
  });
  await new Promise<void>((listens) => collector.listen(0, '127.0.0.1', listens));
  try {
    await use(`http://127.0.0.1:${(collector.address() as AddressInfo).port}`, got);
  } finally {
    collector.close();
  }
}

describe('a recording', () => {
  it('has the calls of a run nested, in one trace, with the component that it is of', async () => {
    const { folder, component } = await composed();
    await using _ = folder;
    const trace = join(folder.path, 'run.trace.json');
    const { value } = await run({ component, grants: {}, invoke: 'run(5)', trace }, { signal, storage });
    assert.equal(value, '1135');
    const { calls, component: of } = saved(trace);
    assert.equal(of, component);
    assert.deepEqual(nested(calls), [
      'top: run = 1135',
      'top > two: t:g/b.f = 245',
      'top > two > one: t:g/a.f = 114',
      'top > one: t:g/a.f = 213',
    ]);
    assert.equal(new Set(calls.map((call) => call.trace)).size, 1);
    assert.equal(new Set(calls.map((call) => call.span)).size, calls.length);
  });

  it('of a server has a trace for each request, that of the client where it names one', async () => {
    const { folder } = await composed();
    await using _ = folder;
    const trace = join(folder.path, 'served.trace.json');
    const params = { component: service, grants: {}, addr: '127.0.0.1:0', trace };
    const serving = await serve(params, { signal, storage, output: () => {} });
    try {
      const traceparent = `00-${TRACE}-${SPAN}-01`;
      await (await fetch(new URL('/hello?x=1', serving.url), { headers: { traceparent } })).text();
      await (await fetch(new URL('/hello', serving.url))).text();
    } finally {
      await serving.close();
    }
    const roots = saved(trace).calls.filter((call) => call.request !== undefined);
    assert.deepEqual(roots.map(({ request }) => request).sort(), ['GET /hello', 'GET /hello?x=1']);
    const [known, own] = ['GET /hello?x=1', 'GET /hello'].map((text) =>
      roots.find(({ request }) => request === text)!,
    );
    assert.deepEqual([known!.trace, known!.parent], [TRACE, SPAN]);
    assert.notEqual(own!.trace, TRACE);
    assert.equal(own!.parent, undefined);
    const inner = saved(trace).calls.filter((call) => call.parent === known!.span);
    assert.ok(inner.length > 0 && inner.every((call) => call.trace === TRACE));
  });

  it('is sent to a collector as spans too, before the run ends', async () => {
    const { folder, component } = await composed();
    await using _ = folder;
    await withCollector(async (endpoint, got) => {
      const trace = join(folder.path, 'run.trace.json');
      const grants = { logs: { endpoint, service: 'shop' } };
      await run({ component, grants, invoke: 'run(5)', trace }, { signal, storage });
      assert.deepEqual(
        got.map(({ path }) => path),
        ['/v1/traces'],
      );
      const { body } = got[0]!;
      const attributes = [{ key: 'service.name', value: { stringValue: 'shop' } }];
      assert.deepEqual(body.resourceSpans[0]!.resource, { attributes });
      const spans = spansOf(body);
      const root = spans.find(({ name }) => name === 'run')!;
      assert.match(`${root['traceId']} ${root['spanId']}`, /^[0-9a-f]{32} [0-9a-f]{16}$/);
      assert.equal(spans.filter(({ parentSpanId }) => parentSpanId === root['spanId']).length, 2);
      assert.ok(BigInt(root['endTimeUnixNano'] as string) >= BigInt(root['startTimeUnixNano'] as string));
    });
  });

  it('is exported for OpenTelemetry, and written so where its name ends in .jsonl', async () => {
    const { folder, component } = await composed();
    await using _ = folder;
    const files = ['run.trace.json', 'run.jsonl', 'exported.jsonl'].map((name) => join(folder.path, name));
    const [trace, lines, exported] = files as [string, string, string];
    for (const file of [trace, lines])
      await run({ component, grants: {}, invoke: 'run(5)', trace: file }, { signal, storage });
    await exportTrace(trace, exported);
    const spans = (file: string) => spansOf(JSON.parse(readFileSync(file, 'utf8')) as Request);
    const names = (file: string) => spans(file).map(({ name }) => name);
    assert.deepEqual(names(lines).sort(), names(exported).sort());
    const attributes = spans(exported).find(({ name }) => name === 't:g/b.f')!['attributes'];
    assert.deepEqual(attributes, [
      { key: 'code.function.name', value: { stringValue: 't:g/b.f' } },
      { key: 'wit.caller', value: { stringValue: 'top' } },
      { key: 'wit.callee', value: { stringValue: 'two' } },
      { key: 'wit.argument.x', value: { stringValue: '6' } },
      { key: 'wit.result', value: { stringValue: '245' } },
    ]);
    await assert.rejects(
      exportTrace(lines, exported),
      (error) => problemOf(error).code === 'trace-not-readable',
    );
  });

  it('stops at its limit, with a message', async () => {
    const { folder, component } = await composed();
    await using _ = folder;
    const trace = join(folder.path, 'long.trace.json');
    const written: string[] = [];
    const output = (_stream: string, bytes: Uint8Array) => void written.push(Buffer.from(bytes).toString());
    const recorder = new Recorder(trace, { component, grants: {} }, output, { calls: 3, bytes: 1e6 });
    const { value } = await run(
      { component, grants: {}, invoke: 'run(5)' },
      { signal, storage, output, observer: recorder },
    );
    await recorder.close();
    assert.equal(value, '1135');
    assert.deepEqual(written, ['the recording stops here: it has 3 calls\n']);
    const { calls, stopped } = saved(trace);
    assert.deepEqual([calls.length, stopped], [3, 'the recording stops here: it has 3 calls']);
    assert.deepEqual(recorder.report({ kind: 'calls', calls }), { kind: 'enough' });
  });

  it('that cannot be written is refused before the run', async () => {
    const params = { component: service, grants: {}, trace: '/nowhere/at/all.json' };
    for (const start of [
      () => run({ ...params, invoke: 'x()' }, { signal, storage }),
      () => serve({ ...params, addr: '127.0.0.1:0' }, { signal, storage }),
    ])
      await assert.rejects(start, (error) => problemOf(error).code === 'trace-not-written');
  });
});
