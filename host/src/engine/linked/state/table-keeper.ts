/**
 * The entries of a table, put back by WebAssembly itself: JavaScript would have to take each of them, function by
 * function. A module of two tables, one of which is the guest's, copies from one to the other.
 */
import { encodedSection } from '../modules/encoding.ts';
import { signed, size } from '../modules/leb128.ts';

export interface TableKeeper {
  canRestore(): boolean;
  restore(): void;
}

export function tableKeeper(table: WebAssembly.Table): TableKeeper {
  const { length } = table;
  const { save, restore } = helperFor(table, length);
  save();
  return { canRestore: () => table.length === length, restore };
}

type Helper = { readonly save: () => void; readonly restore: () => void };

const FUNCREF = 0x70;
const EXTERNREF = 0x6f;

/** The type of a table cannot be read: a module that imports one of another type is refused. */
function helperFor(table: WebAssembly.Table, entries: number): Helper {
  try {
    return instantiate(table, entries, FUNCREF);
  } catch (error) {
    if (!(error instanceof WebAssembly.LinkError)) throw error;
    return instantiate(table, entries, EXTERNREF);
  }
}

function instantiate(table: WebAssembly.Table, entries: number, type: number): Helper {
  return new WebAssembly.Instance(moduleFor(entries, type), { '': { t: table } }).exports as Helper;
}

const modules = new Map<string, WebAssembly.Module>();

function moduleFor(entries: number, type: number): WebAssembly.Module {
  const key = `${entries} ${type}`;
  const module = modules.get(key) ?? new WebAssembly.Module(helper(entries, type));
  modules.set(key, module);
  return module;
}

/**
 * In text, with the size in place of N and the type in place of T:
 *
 *     (import "" "t" (table $guest N T))
 *     (table $image N T)
 *     (func (export "save") (table.copy $image $guest (i32.const 0) (i32.const 0) (i32.const N)))
 *     (func (export "restore") (table.copy $guest $image (i32.const 0) (i32.const 0) (i32.const N)))
 */
function helper(entries: number, type: number): Uint8Array<ArrayBuffer> {
  const copy = (to: number, from: number): number[] => {
    const body = [0, 0x41, 0, 0x41, 0, 0x41, ...signed(entries), 0xfc, 14, to, from, 0x0b];
    return [body.length, ...body];
  };
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...encodedSection(1, [1, 0x60, 0, 0]),
    ...encodedSection(2, [1, 0, 1, 't'.charCodeAt(0), 1, type, 0, ...size(entries)]),
    ...encodedSection(3, [2, 0, 0]),
    ...encodedSection(4, [1, type, 0, ...size(entries)]),
    ...encodedSection(7, [2, ...exported('save', 0), ...exported('restore', 1)]),
    ...encodedSection(10, [2, ...copy(1, 0), ...copy(0, 1)]),
  ]);
}

const exported = (name: string, func: number): number[] => [name.length, ...Buffer.from(name), 0, func];
