import { loadWasmTools } from '../../../../host/src/engine/jco.ts';
import { keywords } from '../../syntax/lexer/token-kind.ts';

const SECTION = 'component-type';
const PREAMBLE = 8;
const KINDS: Readonly<Record<string, string>> = { instance: 'interface', func: 'function', type: 'type' };
const escaped: readonly string[] = keywords;

/** Imports and exports of a world as elaborated by wit-parser: kinds and names, in order. */
export interface ReferenceWorld {
  readonly imports: readonly string[];
  readonly exports: readonly string[];
}

/**
 * Lets jco's wasm-tools embed a world into a module, and reads it from the type in which every import and
 * export is written out.
 *
 * @param path of a package, absolute
 * @throws what wasm-tools throws
 */
export async function referenceWorld(
  path: string,
  name: string,
  features: readonly string[] | 'all',
): Promise<ReferenceWorld> {
  const tools = await loadWasmTools();
  const enabled = features === 'all' ? { tag: 'all' as const } : { tag: 'list' as const, val: [...features] };
  const world = escaped.includes(name) ? `%${name}` : name;
  const module = await tools.componentEmbed({ witPath: path, dummy: true, world, features: enabled });
  const text = await tools.print(customSection(module, SECTION));
  return { imports: itemsIn(text, 'import'), exports: itemsIn(text, 'export') };
}

/** The printed type is nested four levels deep: the component, its type, the package's component, the world's. */
function itemsIn(text: string, direction: 'import' | 'export'): string[] {
  const annotations = String.raw`(?:\((?:implements|external-id|version-suffix)[^)]*\) )*`;
  const item = String.raw`^ {10}\(${direction} (?:\(;\d+;\) )?"([^"]+)" ${annotations}\((instance|func|type)`;
  return [...text.matchAll(new RegExp(item, 'gm'))].map(([, name, kind]) => `${KINDS[kind!]} ${name}`);
}

/** The contents of a custom section of a core module whose name starts with a text (core Binary format, 5.5). */
function customSection(module: Uint8Array, prefix: string): Uint8Array {
  for (let at = PREAMBLE; at < module.length;) {
    const [size, start] = leb128(module, at + 1);
    const [length, name] = leb128(module, start);
    const text = new TextDecoder().decode(module.subarray(name, name + length));
    if (module[at] === 0 && text.startsWith(prefix)) return module.slice(name + length, start + size);
    at = start + size;
  }
  throw new Error(`no section ${prefix}`);
}

function leb128(bytes: Uint8Array, start: number): [value: number, end: number] {
  let value = 0;
  for (let at = start; ; at++) {
    value += (bytes[at]! & 0x7f) * 2 ** (7 * (at - start));
    if (bytes[at]! < 0x80) return [value, at + 1];
  }
}
