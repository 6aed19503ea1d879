import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { HostError } from '../../base/problem.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { bench } from './bench.ts';

const COMPONENT = `(component
  (core module $m
    (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
    (func (export "stop") unreachable))
  (core instance $i (instantiate $m))
  (func (export "add") (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $i "add")))
  (func (export "stop") (canon lift (core func $i "stop"))))`;

describe('measuring a component', () => {
  let storage: string;
  let component: string;
  before(async () => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-bench-'));
    component = join(storage, 'add.wasm');
    writeFileSync(component, await parse(COMPONENT));
  });
  after(() => rmSync(storage, { recursive: true }));

  const context = () => ({ signal: new AbortController().signal, storage, output: () => {} });
  const measured = (invoke: string) => bench({ component, grants: {}, invoke, forMs: 20 }, context());

  it('reports the costs of runs, instances and calls', async () => {
    const { rows, markdown, chart } = await measured('add(1, 2)');
    const unbounded = rows.filter(({ here }) => !Number.isFinite(here) || here < 0);
    assert.deepEqual(unbounded, []);
    const figure = (what: string) => rows.find((row) => row.what === what)!.here;
    assert.ok(figure('a warm call, median') > 0);
    assert.ok(figure('a warm call, 99th percentile') >= figure('a warm call, median'));
    assert.ok(figure('instances that a core starts') > 1);
    assert.ok(markdown.includes('| size of the component | '), markdown);
    assert.match(chart, /^<svg [^]*add\.wasm, add\(1, 2\)[^]*<\/svg>\n$/);
  });

  it('names in the chart what the caller names', async () => {
    const params = { component, grants: {}, invoke: 'add(1, 2)', forMs: 20 };
    const { chart } = await bench({ ...params, name: 'shop/composition.toml' }, context());
    assert.match(chart, />shop\/composition\.toml, add\(1, 2\)</);
  });

  it('reports a trap like a run does', async () => {
    await assert.rejects(
      measured('stop()'),
      (error) => error instanceof HostError && error.problem.code === 'guest-trap',
    );
  });

  it('serves without a call, beside wasmtime', { skip: wasmtime.missing }, async () => {
    const service = resolve('test-fixtures/programs/service/service.wasm');
    const { rows } = await bench({ component: service, grants: {}, forMs: 50 }, context());
    const row = rows.find(({ what }) => what === '50 connections: requests');
    assert.ok(row && row.here > 0 && row.wasmtime! > 0, JSON.stringify(rows));
  });

  it('refuses to serve a component that handles no requests', async () => {
    await assert.rejects(
      bench({ component, grants: {}, forMs: 20 }, context()),
      (error) => error instanceof HostError && error.problem.code === 'not-a-service',
    );
  });
});
