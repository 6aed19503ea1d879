import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { exporter, functionImporter } from '../compose/testing/components.ts';
import { folderWith, type Folder } from '../compose/testing/folder.ts';
import { unitWat, type Unit } from '../compose/testing/units.ts';
import { storage } from '../engine/testing/instantiate-wat.ts';
import type { Report } from '../guest/crossing/report.ts';
import type { CallRecord } from '../protocol/trace.ts';
import { run } from './run.ts';

const { signal } = new AbortController();

/** Runs a call twice, whole and split, and returns the observed calls, each after its inner calls. */
async function observe(component: string, invoke: string): Promise<string[]> {
  const params = { component, grants: {}, invoke };
  const calls: CallRecord[] = [];
  const report = (one: Report) => {
    if (one.kind === 'calls') calls.push(...one.calls);
    return { kind: 'go' } as const;
  };
  const whole = await run(params, { signal, storage });
  const apart = await run(params, { signal, storage, observer: { report } });
  assert.deepEqual(apart, whole);
  return calls.map(({ function: name, caller, callee, result, arguments: values }) => {
    const call = `${caller} -> ${callee} ${name}(${values.map(([, value]) => value).join(', ')})`;
    return result === undefined ? call : `${call} = ${result}`;
  });
}

const units = async (parts: Readonly<Record<string, Unit>>): Promise<Folder> => {
  const names = Object.keys(parts);
  const files = Object.entries(parts).map(([name, unit]) => [`${name}.wasm`, unitWat(unit)]);
  const plan = `[instances]\n${names.map((name) => `${name} = "${name}.wasm"\n`).join('')}`;
  return folderWith({ ...Object.fromEntries(files), 'composition.toml': plan });
};

const composed = async (folder: Folder): Promise<string> =>
  (await folder.compose({ plan: 'composition.toml', out: 'out.wasm' })).component;

describe('a component split into its instances returns the same as the whole, with every crossing observed', () => {
  it('between instances, by their names in the plan', async () => {
    const one: Unit = { export: 't:g/a@1.0.0', imports: [], add: 7, counts: true };
    const two: Unit = { export: 't:g/b@1.0.0', imports: [one.export], add: 11 };
    const top: Unit = { export: 'run', imports: [two.export, one.export], add: 1 };
    await using folder = await units({ one, two, top });
    assert.deepEqual(await observe(await composed(folder), 'run(5)'), [
      'two -> one t:g/a.f(7) = 114',
      'top -> two t:g/b.f(6) = 245',
      'top -> one t:g/a.f(6) = 213',
      'host -> top run(5) = 1135',
    ]);
  });

  it('through a function of an interface', async () => {
    await using folder = await folderWith({
      'math.wasm': exporter(),
      'app.wasm': functionImporter(),
      'composition.toml':
        '[instances]\nmath = "math.wasm"\napp = { component = "app.wasm", imports = { double = "math" } }\n',
    });
    assert.deepEqual(await observe(await composed(folder), 'run(21)'), [
      'app -> math t:math/ops.double(21) = 42',
      'host -> app run(21) = 42',
    ]);
  });

  it('with resources, and with their methods and constructors', async () => {
    const wat = (name: string) => readFile(`host/src/compose/testing/${name}.wat`, 'utf8');
    const files = { 'store.wasm': await wat('store'), 'middle.wasm': await wat('middle') };
    await using folder = await folderWith({
      ...files,
      'top.wasm': await wat('top'),
      'composition.toml': '[instances]\nstore = "store.wasm"\nmiddle = "middle.wasm"\ntop = "top.wasm"\n',
    });
    const seen = await observe(await composed(folder), 'run(2)');
    assert.deepEqual(seen.slice(0, 4), [
      'middle -> store t:store/boxes.box.new(3) = own<box>',
      'middle -> store t:store/boxes.box.new(2) = own<box>',
      'middle -> store t:store/boxes.merge(own<box>, borrow<box>) = own<box>',
      'top -> middle t:middle/parcels.pack(2) = own<box>',
    ]);
    assert.ok(seen.includes('top -> store t:store/boxes.box.get(borrow<box>) = 13'), seen.join('\n'));
  });

  it('of a function that is no part of an interface', async () => {
    const one: Unit = { export: 'run', imports: [], add: 7 };
    await using folder = await folderWith({
      'one.wasm': unitWat(one).replace('(export "run"', '(export "greet"'),
      'top.wasm': `(component
        (import "greet" (func $greet (param "x" u32) (result u32)))
        (core func $lowered (canon lower (func $greet)))
        (core module $m
          (import "" "greet" (func $greet (param i32) (result i32)))
          (func (export "run") (param i32) (result i32) (call $greet (local.get 0))))
        (core instance $i (instantiate $m (with "" (instance (export "greet" (func $lowered))))))
        (func (export "run") (param "x" u32) (result u32) (canon lift (core func $i "run"))))`,
      'composition.toml': '[instances]\none = "one.wasm"\ntop = "top.wasm"\n',
    });
    assert.deepEqual(await observe(await composed(folder), 'run(5)'), [
      'top -> one greet(5) = 12',
      'host -> top run(5) = 12',
    ]);
  });

  it('between a single component and the host', async () => {
    await using folder = await units({ alone: { export: 'run', imports: [], add: 1 } });
    assert.deepEqual(await observe(join(folder.path, 'alone.wasm'), 'run(5)'), ['host -> alone run(5) = 6']);
  });
});
