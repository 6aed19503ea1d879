import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { componentEmbed, componentNew, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { PREAMBLE, sectionsOf } from '../../../../server/src/binary/sections.ts';
import { fuse } from '../../engine/fusing/fuse.ts';
import { size } from '../../engine/linked/modules/leb128.ts';
import { dwarf } from '../../toolkit/dwarf.ts';
import type { Problem } from '../../protocol.ts';
import { explain } from './explain.ts';
import { countingIn } from './counting.ts';
import { adoptModules, nameOf } from './source-frames.ts';

const folder = new URL('../../../../test-fixtures/debuggee/', import.meta.url);

/** A trap of a module of test-fixtures/debuggee, as a guest's thread has it. */
async function trapOf(name: string, call: (exports: WebAssembly.Exports) => unknown): Promise<Problem> {
  const module = await WebAssembly.compile(readFileSync(new URL(name, folder)));
  adoptModules([{ folder, modules: { [name]: module } }]);
  return trapIn(module, call);
}

async function trapIn(
  module: WebAssembly.Module,
  call: (exports: WebAssembly.Exports) => unknown,
): Promise<Problem> {
  try {
    call(new WebAssembly.Instance(module).exports);
  } catch (error) {
    return explain(error);
  }
  return assert.fail('it trapped');
}

const calling =
  (name: string, value: number) =>
  (exports: WebAssembly.Exports): unknown =>
    (exports[name] as (value: number) => number)(value);

describe('the frames of a trap', () => {
  it('are lines of Rust, inlined functions among them, without those of its library', async () => {
    const { causes } = await trapOf('orders.wasm', calling('total', 0));
    assert.deepEqual(causes, [
      '__rustc::rust_begin_unwind (/sources/orders.rs:25:5)',
      'orders::divided (/sources/orders.rs:53:17)',
      'orders::Order::total (/sources/orders.rs:46:53)',
      'orders::total (/sources/orders.rs:70:22)',
    ]);
  });

  it('start at the call that panicked', async () => {
    const { causes, help } = await trapOf('orders.wasm', calling('total', 9));
    assert.deepEqual(causes?.slice(1), [
      'orders::Order::total (/sources/orders.rs:42:41)',
      'orders::total (/sources/orders.rs:70:22)',
    ]);
    assert.match(help!, /^The guest gave up: .* The lines are those of its sources, innermost first\.$/);
  });

  it('are lines of C, at every optimization', async () => {
    const lines = ['divided', 'sum', 'packs'].map(
      (name) => new RegExp(`^${name} \\(/sources/packs\\.c:\\d+:`),
    );
    for (const file of ['packs.wasm', 'packs-inlined.wasm']) {
      const { causes = [] } = await trapOf(file, calling('packs', 0));
      assert.equal(causes.length, 3, file);
      for (const [index, line] of lines.entries()) assert.match(causes[index]!, line);
      assert.match(causes[0]!, /:9:26\)$/);
    }
  });

  it('are the same lines where the pages of memory are counted', async () => {
    const modules = { 'packs.wasm': await WebAssembly.compile(readFileSync(new URL('packs.wasm', folder))) };
    adoptModules([{ folder, modules }]);
    const [counted] = countingIn(folder, modules)(['packs.wasm']) ?? [];
    assert.ok(counted);
    const expected = await trapIn(modules['packs.wasm'], calling('packs', 0));
    assert.deepEqual(await trapIn(counted, calling('packs', 0)), expected);
    assert.match(expected.causes![0]!, /:9:26\)$/);
  });

  it('stay offsets when the module does not match', async () => {
    const module = await WebAssembly.compile(readFileSync(new URL('packs.wasm', folder)));
    adoptModules([]);
    const { causes, help } = await trapIn(module, calling('packs', 0));
    assert.match(causes![0]!, /divided \(wasm:.*wasm-function\[\d+\]:0x/);
    assert.match(help!, /build it with debug information/);
  });
});

/** As the host fuses, and as `compose --fuse` does. */
for (const inlines of [false, true])
  describe(`the frames of a trap in a fused component${inlines ? ', inlined' : ''}`, () => {
    it('are the same lines', async () => {
      const { causes, help } = await trapOfFused(inlines, TOTAL);
      assert.deepEqual(causes, [
        '__rustc::rust_begin_unwind (/sources/orders.rs:25:5)',
        'orders::divided (/sources/orders.rs:53:17)',
        'orders::Order::total (/sources/orders.rs:46:53)',
        'orders::total (/sources/orders.rs:70:22)',
      ]);
      assert.match(help!, /The lines are those of its sources/);
    });

    it('have names where there are no lines', async () => {
      const { causes } = await trapOfFused(inlines, BROKEN);
      assert.match(causes!.join('\n'), /^plain\.broken \(wasm:/);
    });
  });

/** Among the functions that the fused module exports, which go by number. */
const [TOTAL, BROKEN] = [0, 1];
const Section = { coreModule: 1, component: 4 } as const;

/** A component of a module with lines and of one without, whose functions it exports. */
async function trapOfFused(inlines: boolean, which: number): Promise<Problem> {
  const binary = readFileSync(new URL('orders.wasm', folder));
  const witSource = 'package t:t; world w { export total: func(v: u32) -> u32; }';
  const lines = await componentNew(await componentEmbed({ binary, witSource }));
  const composed = await parse(`(component
    (component $lines (core module $m (func (export "total") (param i32) (result i32) unreachable))
      (core instance $i (instantiate $m))
      (func (export "total") (param "v" u32) (result u32) (canon lift (core func $i "total"))))
    (instance $lines (instantiate $lines)) (alias export $lines "total" (func $total))
    (component $plain
      (core module $plain (func $broken (export "broken") (param i32) (result i32) unreachable))
      (core instance $i (instantiate $plain))
      (func (export "broken") (param "v" u32) (result u32) (canon lift (core func $i "broken"))))
    (instance $plain (instantiate $plain))
    (export "total" (func $total)) (export "broken" (func $plain "broken")))`);
  const { bytes, fusing } = await fuse(replaced(composed, lines), { inlines });
  assert.ok(!('reasons' in fusing), JSON.stringify(fusing));
  const core = [...sectionsOf(bytes)].find(({ id }) => id === Section.coreModule)!.contents;
  const at = mkdtempSync(join(tmpdir(), 'wit-studio-fused-'));
  try {
    writeFileSync(join(at, 'fused.wasm'), core);
    const module = await WebAssembly.compile(new Uint8Array(core));
    adoptModules([{ folder: pathToFileURL(`${at}/`), modules: { 'fused.wasm': module } }]);
    return await trapIn(module, (exports) => functionsOf(exports)[which]!(0));
  } finally {
    rmSync(at, { recursive: true });
  }
}

function functionsOf(exports: WebAssembly.Exports): ((value: number) => unknown)[] {
  const named = Object.entries(exports).filter(([, value]) => typeof value === 'function');
  const byNumber = named.sort(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1)));
  return byNumber.map(([, value]) => value as (value: number) => unknown);
}

/** With another component in the place of the first in it. */
function replaced(composed: Uint8Array, first: Uint8Array): Uint8Array {
  let isFirst = true;
  const sections = [...sectionsOf(composed)].flatMap(({ id, contents }) => {
    const data = id === Section.component && isFirst ? first : contents;
    isFirst &&= id !== Section.component;
    return [Uint8Array.of(id), size(data.length), data];
  });
  return Buffer.concat([composed.subarray(0, PREAMBLE), ...sections]);
}

describe('DWARF that breaks its rules', () => {
  const original = readFileSync(new URL('packs.wasm', folder));
  beforeEach(() => dwarf.drop());

  it('yields frames or none, and never fails', async () => {
    const { Module } = await dwarf.load();
    const from = original.indexOf('.debug_abbrev');
    for (let at = from; at < original.length; at += 7) {
      const bytes = new Uint8Array(original);
      bytes[at] = bytes[at]! ^ 0xff;
      try {
        const module = Module.open(bytes);
        for (let offset = 0; offset < 400; offset += 40) module.frames(offset);
      } catch (error) {
        assert.ok(error instanceof Error && 'payload' in error, `byte ${at}: ${String(error)}`);
      }
    }
  });

  it('is refused when missing, and in a file that is not a module', async () => {
    const { Module } = await dwarf.load();
    const refusalOf = (bytes: Uint8Array): unknown => {
      try {
        return Module.open(bytes);
      } catch (error) {
        return (error as { payload: { tag: string } }).payload.tag;
      }
    };
    assert.equal(refusalOf(original.subarray(0, 8)), 'missing');
    assert.equal(refusalOf(Buffer.from('a text')), 'broken');
    assert.equal(refusalOf(original.subarray(0, original.length - 1)), 'broken');
  });
});

it('the name of a module is that of its name section', async () => {
  const named = await WebAssembly.compile(readFileSync(new URL('packs.wasm', folder)));
  assert.equal(nameOf(named), 'packs.wasm');
  const nameless = new Uint8Array(Buffer.from('0061736d01000000', 'hex'));
  assert.equal(nameOf(await WebAssembly.compile(nameless)), undefined);
});
