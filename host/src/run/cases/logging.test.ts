import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { assemble, storage } from '../../engine/testing/instantiate-wat.ts';
import type { Grants } from '../../protocol.ts';
import { run } from '../run.ts';

/** Logs "a", "b" and "c", one with a context. */
const guest = (name: string): string => `(component
  (import "${name}" (instance $logging
    (type $level (enum "trace" "debug" "info" "warn" "error" "critical"))
    (export "level" (type $exported (eq $level)))
    (export "log" (func (param "level" $exported) (param "context" string) (param "message" string)))))
  (core module $memory (memory (export "memory") 1) (data (i32.const 0) "shopa\\nbc"))
  (core instance $memory (instantiate $memory))
  (core func $log (canon lower (func $logging "log") (memory (core memory $memory "memory"))))
  (core module $m
    (import "logging" "log" (func $log (param i32 i32 i32 i32 i32)))
    (func (export "run")
      (call $log (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 4) (i32.const 3))
      (call $log (i32.const 3) (i32.const 0) (i32.const 4) (i32.const 7) (i32.const 1))
      (call $log (i32.const 5) (i32.const 0) (i32.const 0) (i32.const 4) (i32.const 0))))
  (core instance $i (instantiate $m (with "logging" (instance (export "log" (func $log))))))
  (func (export "run") (canon lift (core func $i "run"))))`;

interface Sent {
  readonly resourceLogs: readonly {
    readonly resource: { readonly attributes: readonly object[] };
    readonly scopeLogs: readonly { readonly logRecords: readonly Record<string, unknown>[] }[];
  }[];
}

async function logged(name: string, grants: Grants = {}): Promise<string> {
  const written: string[] = [];
  const output = (stream: string, bytes: Uint8Array) =>
    void written.push(`${stream} ${Buffer.from(bytes).toString()}`);
  const { signal } = new AbortController();
  const component = await assemble(guest(name));
  await run({ component, grants, invoke: 'run()' }, { signal, storage, output });
  return written.join('').replaceAll(/(?<=\n)stderr /g, '');
}

describe('wasi:logging', () => {
  for (const name of ['wasi:logging/logging@0.1.0-draft', 'wasi:logging/logging'])
    it(`writes records with their level to standard error: ${name}`, async () => {
      assert.equal(await logged(name), 'stderr [info] a\nb\n[warn] shop: c\n[critical] \n');
    });

  describe('with a collector', () => {
    const sent: { path: string | undefined; body: Sent }[] = [];
    let status = 200;
    const collector = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        sent.push({ path: request.url, body: JSON.parse(Buffer.concat(pieces).toString()) as Sent });
        response.writeHead(status).end('{}');
      });
    });
    let endpoint: string;
    before(async () => {
      await new Promise<void>((listens) => collector.listen(0, '127.0.0.1', listens));
      endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
    });
    after(() => collector.close());

    it('sends them there as well, before the run ends', async () => {
      await logged('wasi:logging/logging@0.1.0-draft', { logs: { endpoint, service: 'shop' } });
      assert.deepEqual([sent.length, sent[0]?.path], [1, '/v1/logs']);
      const [{ resource, scopeLogs } = assert.fail()] = sent[0]!.body.resourceLogs;
      assert.deepEqual(resource.attributes, [{ key: 'service.name', value: { stringValue: 'shop' } }]);
      const records = scopeLogs[0]!.logRecords.map(({ severityNumber, severityText, body, attributes }) => [
        severityNumber,
        severityText,
        body,
        attributes,
      ]);
      const context = [{ key: 'context', value: { stringValue: 'shop' } }];
      assert.deepEqual(records, [
        [9, 'info', { stringValue: 'a\nb' }, []],
        [13, 'warn', { stringValue: 'c' }, context],
        [21, 'critical', { stringValue: '' }, []],
      ]);
    });

    it('reports once that the collector rejects them, and the run continues', async () => {
      status = 503;
      const text = await logged('wasi:logging/logging@0.1.0-draft', { logs: { endpoint, service: 'shop' } });
      assert.match(text, /^log records cannot be sent to http:.*: it answered 503$/m);
      assert.match(text, /^\[critical\] $/m);
    });
  });
});
