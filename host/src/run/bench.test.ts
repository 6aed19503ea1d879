import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { HostError } from '../problem.ts';
import { bench } from './bench.ts';

const COMPONENT = `(component
  (core module $m
    (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
    (func (export "stop") unreachable))
  (core instance $i (instantiate $m))
  (func (export "add") (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $i "add")))
  (func (export "stop") (canon lift (core func $i "stop"))))`;

describe('measuring a call', () => {
  let storage: string;
  let component: string;
  before(async () => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-bench-'));
    component = join(storage, 'add.wasm');
    writeFileSync(component, await parse(COMPONENT));
  });
  after(() => rmSync(storage, { recursive: true }));

  const measured = (invoke: string) =>
    bench({ component, grants: {}, invoke }, { signal: new AbortController().signal, storage }, 20);

  it('reports times of runs and of calls in one instance', async () => {
    const { bytes, coldMs, runMs, calls } = await measured('add(1, 2)');
    const figures = [bytes, coldMs, runMs, calls.firstMs, calls.p50Ns, calls.perSecond];
    for (const figure of figures) assert.ok(figure > 0 && Number.isFinite(figure), figures.join());
    assert.ok(calls.p99Ns >= calls.p50Ns);
  });

  it('reports a trap like a run does', async () => {
    await assert.rejects(
      measured('stop()'),
      (error) => error instanceof HostError && error.problem.code === 'guest-trap',
    );
  });
});
