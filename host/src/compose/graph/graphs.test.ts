import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import type { ComposeParams } from '../../protocol.ts';
import { callerInProcess } from '../../run/testing/in-process.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { folderWith, type Folder } from '../testing/folder.ts';
import { model, unitWat, type Unit } from '../testing/units.ts';

const wat = (name: string) => readFile(new URL(`../testing/${name}.wat`, import.meta.url), 'utf8');
const unit = (name: string, imports: readonly string[], add: number, counts = false): Unit => ({
  export: name,
  imports,
  add,
  counts,
});

const [A, B, C, D] = ['t:g/a@1.0.0', 't:g/b@1.0.0', 't:g/c@1.0.0', 't:g/d@1.0.0'] as const;
const a = unit(A, [], 7);
const counter = unit(A, [], 7, true);
const b = unit(B, [A], 11);
const c = unit(C, [A], 13);
const top = unit('run', [B, C], 17);
const layer = unit(A, [A], 5);
const chain = Array.from({ length: 20 }, (_, at) =>
  unit(at === 19 ? 'run' : `t:chain/i${at}@1.0.0`, at === 0 ? [] : [`t:chain/i${at - 1}@1.0.0`], at),
);

interface Case {
  /** Units by the name of their file. */
  readonly units: Readonly<Record<string, Unit>>;
  /** A composition.toml; without it every unit is an instance, wired by name. */
  readonly plan?: string;
  /** The function of the composition, built from the same units in JavaScript. */
  readonly model: () => (x: number) => number;
}

const cases: Readonly<Record<string, Case>> = {
  'a chain of two': {
    units: { a, top: unit('run', [A], 1) },
    model: () => model(unit('run', [A], 1), model(a)),
  },
  'a chain of three': {
    units: { top: unit('run', [B], 1), b, a },
    model: () => model(unit('run', [B], 1), model(b, model(a))),
  },
  'twenty components in a row': {
    units: Object.fromEntries(chain.map((one, at) => [`u${at}`, one])),
    model: () => chain.slice(1).reduce((below, one) => model(one, below), model(chain[0]!)),
  },
  'a diamond, whose foot is one instance': {
    units: { top, b, c, counter },
    model: () => {
      const shared = model(counter);
      return model(top, model(b, shared), model(c, shared));
    },
  },
  'a diamond with a foot for each side': {
    units: { top, b, c, counter },
    plan: `instances = { one = "counter.wasm", two = "counter.wasm", top = "top.wasm",
      b = { component = "b.wasm", imports = { "t:g/a" = "one" } },
      c = { component = "c.wasm", imports = { "t:g/a" = "two" } } }`,
    model: () => model(top, model(b, model(counter)), model(c, model(counter))),
  },
  'fan-in: one that imports four': {
    units: {
      a,
      b: unit(B, [], 1),
      c: unit(C, [], 2),
      d: unit(D, [], 3),
      top: unit('run', [D, B, A, C], 4),
    },
    model: () =>
      model(
        unit('run', [D, B, A, C], 4),
        model(unit(D, [], 3)),
        model(unit(B, [], 1)),
        model(a),
        model(unit(C, [], 2)),
      ),
  },
  'fan-out: one that three import': {
    units: { counter, b, c, d: unit(D, [A], 19), top: unit('run', [B, C, D], 0) },
    model: () => {
      const shared = model(counter);
      const three = [b, c, unit(D, [A], 19)].map((one) => model(one, shared));
      return model(unit('run', [B, C, D], 0), ...three);
    },
  },
  'two versions of one interface, side by side': {
    units: {
      old: unit('t:g/v@1.0.0', [], 3),
      new: unit('t:g/v@2.0.0', [], 5),
      top: unit('run', ['t:g/v@2.0.0', 't:g/v@1.0.0'], 0),
    },
    model: () => model(unit('run', ['x', 'y'], 0), model(unit('v', [], 5)), model(unit('v', [], 3))),
  },
  'a compatible version in the place of another': {
    units: { newer: unit('t:g/v@1.4.0', [], 3), top: unit('run', ['t:g/v@1.2.0'], 0) },
    model: () => model(unit('run', ['v'], 0), model(unit('v', [], 3))),
  },
  'two versions, both filled by one that is said': {
    units: { v: unit('t:g/v@1.0.0', [], 3, true), top: unit('run', ['t:g/v@2.0.0', 't:g/v@1.0.0'], 0) },
    plan: `[instances]
      v = "v.wasm"
      [instances.top]
      component = "top.wasm"
      imports = { "t:g/v@2.0.0" = { instance = "v", export = "t:g/v@1.0.0" } }`,
    model: () => {
      const shared = model(unit('v', [], 3, true));
      return model(unit('run', ['x', 'y'], 0), shared, shared);
    },
  },
  'layers: instances of one component around each other': {
    units: { a, layer, top: unit('run', [A], 0) },
    plan: `[component.a]
      path = "a.wasm"
      [component.inner]
      path = "layer.wasm"
      imports = { "t:g/a" = "a" }
      [component.outer]
      path = "layer.wasm"
      imports = { "t:g/a" = { component = "inner", export = "a" } }
      [component.top]
      path = "top.wasm"
      imports = { a = "outer" }`,
    model: () => model(unit('run', [A], 0), model(layer, model(layer, model(a)))),
  },
  'names that differ, joined by the plan of tutorials': {
    units: { d: unit(D, [], 23), top: unit('run', [A], 2) },
    plan: `[component.d]
      path = "d.wasm"
      [component.top]
      path = "top.wasm"
      [component.top.imports]
      "t:g/f" = { component = "d", export = "f" }`,
    model: () => model(unit('run', [A], 2), model(unit(D, [], 23))),
  },
  'a diamond on a diamond': {
    units: {
      top: unit('run', [C, D], 1),
      d: unit(D, [B], 2),
      c: unit(C, [B, A], 3),
      b: unit(B, [A], 4),
      counter,
    },
    model: () => {
      const foot = model(counter);
      const middle = model(unit(B, [A], 4), foot);
      return model(
        unit('run', [C, D], 1),
        model(unit(C, [B, A], 3), middle, foot),
        model(unit(D, [B], 2), middle),
      );
    },
  },
};

/** Composes, and calls the composition here. */
async function answers(folder: Folder, params: ComposeParams): Promise<string> {
  const { component } = await folder.compose({ ...params, out: 'composed.wasm' });
  return (await callerInProcess(component, storage))('run(5)');
}

function inWasmtime(folder: Folder): string {
  const args = ['run', '--invoke', 'run(5)', `${folder.path}/composed.wasm`];
  const { stdout, stderr } = spawnSync(wasmtime.path, args, { encoding: 'utf8' });
  return stdout.trim() || stderr;
}

const folders: Folder[] = [];
/** A case with its expected result; the comparison with `wasmtime` is a separate test, which may be skipped. */
function compares(name: string, open: () => Promise<Folder>, params: ComposeParams, expected: () => number) {
  let folder: Folder;
  before(async () => void folders.push((folder = await open())));
  it(`${name}: returns the result of its parts`, async () => {
    assert.equal(await answers(folder, params), String(expected()));
  });
  it(`${name}: returns the same in wasmtime`, { skip: wasmtime.missing }, () => {
    assert.equal(inWasmtime(folder), String(expected()));
  });
}

describe('a composed graph', () => {
  after(async () => {
    for (const folder of folders) await folder[Symbol.asyncDispose]();
  });

  for (const [name, { units, plan, model }] of Object.entries(cases)) {
    const components = Object.entries(units).map(([file, one]) => [`${file}.wasm`, unitWat(one)] as const);
    const byName = Object.keys(units).map((file) => `${file} = "${file}.wasm"\n`);
    const files = {
      ...Object.fromEntries(components),
      'composition.toml': plan ?? `[instances]\n${byName.join('')}`,
    };
    compares(
      name,
      () => folderWith(files),
      { plan: 'composition.toml' },
      () => model()(5),
    );
  }

  // pack(x) is 10 x + 3, read(b) is b + 1000, merge(a, b) is 10 a + b.
  const boxes = () => 2 * (1053 + 13) + 1000 + 10 * 53 + 13;
  const parts = async () => ({
    'store.wasm': await wat('store'),
    'middle.wasm': await wat('middle'),
    'top.wasm': await wat('top'),
  });
  const boxed = async () =>
    folderWith({
      ...(await parts()),
      'composition.toml': 'instances = { top = "top.wasm", middle = "middle.wasm", store = "store.wasm" }\n',
    });
  compares('own and borrow across three', boxed, { plan: 'composition.toml' }, boxes);

  const plugged = async () => folderWith(await parts());
  const plugs = { socket: 'top.wasm', plugs: ['store.wasm', 'middle.wasm'] };
  compares('own and borrow across three, plugged', plugged, plugs, boxes);

  const document = `package t:whole;
let store = new t:store {};
let middle = new t:middle { boxes: store.boxes };
let top = new t:top { boxes: store.boxes, parcels: middle.parcels };
export top.run;
`;
  const written = async () => {
    const entries = Object.entries(await parts()).map(([file, text]) => [`deps/t/${file}`, text] as const);
    return folderWith({ ...Object.fromEntries(entries), 'whole.wac': document });
  };
  compares('own and borrow across three, in a document', written, { plan: 'whole.wac' }, boxes);
});
