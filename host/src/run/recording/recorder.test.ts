import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { problemOf } from '../../base/problem.ts';
import { readTrace, type CallRecord } from '../../protocol/trace.ts';
import { alsoOnNewerNode } from '../../testing/on-newer-node.ts';
import { run } from '../run.ts';
import { serve } from '../serve.ts';
import { exportTrace } from './export-trace.ts';
import { Recorder } from './recorder.ts';
import { composed, spansOf, withCollector, type Request } from './testing/recorded.ts';

const { signal } = new AbortController();
const service = resolve('test-fixtures/programs/service/service.wasm');
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

/** Each call behind the callees of those around it. */
function nested(calls: readonly CallRecord[]): string[] {
  const chain = ({ parent, callee }: CallRecord): string => {
    const around = calls.find((one) => one.span === parent);
    return around ? `${chain(around)} > ${callee}` : callee;
  };
  return calls.map((call) => `${chain(call)}: ${call.function} = ${call.result}`);
}

const saved = (file: string): ReturnType<typeof readTrace> => readTrace(readFileSync(file, 'utf8'));

describe('a recording', () => {
  alsoOnNewerNode();

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
