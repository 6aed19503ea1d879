/**
 * A result that is no single number is in memory. Its address has to be aligned, and all of it has to be in memory
 * (Canonical ABI, `lift_flat_values`, `lower_flat_values`). js-component-bindgen 2.18 checks only the bounds of what
 * it reads and writes, which may be a part. The type of a result is not in the script; its alignment and size follow
 * from the accesses, of which there is one for each part of each case.
 */
const ACCESS = /dataView\((memory\d+)\)\.([gs])et(\w+?)\(\(\((arg\d+|ret) >>> 0\)\) \+ (\d+)/g;

/** A function of the host that the guest calls, which may be asynchronous. */
const IMPORTED =
  /const _trampoline\d+ = (?:async |_maybeSyncGenerator\()?function\*?\([^)]*\) \{[^]*?_trampoline\d+\.fnName/g;
const CALL = /\n( *)let ret;\s*try \{[^]*?\n\1\} catch[^]*?\n\1\}/;

/** The steps after the return of an exported function. */
const RETURNED = /task\.endFirstSlice\(\);[^]*?(?=task\.endFirstSlice\(\);|$)/g;

/** No name of the generator's own ends like this. */
const CHECK = `
function inside$(pointer, align, size, memory) {
  if ((pointer >>> 0) % align !== 0) throw new WebAssembly.RuntimeError('pointer not aligned');
  if ((pointer >>> 0) + size > memory.buffer.byteLength) throw new RangeError('Offset is outside the bounds');
}
`;

/** @param script the generator's output */
export function checkReturnPointers(script: string): string {
  const checked = script
    .replace(IMPORTED, (code) => behind(code, CALL, checksOf(code, 's')))
    .replace(RETURNED, (code) => behind(code, /;/, checksOf(code, 'g')));
  return checked === script ? script : checked + CHECK;
}

const behind = (code: string, place: RegExp, checks: string): string =>
  checks === '' ? code : code.replace(place, (found) => `${found}\n${checks}`);

interface Area {
  readonly memory: string;
  readonly align: number;
  readonly end: number;
}

/** @param how the accesses of the result: whether they get the guest's, or set that of the host */
function checksOf(code: string, how: 'g' | 's'): string {
  const areas = new Map<string, Area>();
  for (const [, memory = '', kind, type = '', pointer = '', offset] of code.matchAll(ACCESS)) {
    if (kind !== how || pointer.startsWith('arg') !== (how === 's')) continue;
    const size = Number(/\d+$/.exec(type)?.[0]) / 8;
    const known = areas.get(pointer);
    areas.set(pointer, {
      memory,
      align: Math.max(known?.align ?? 1, size),
      end: Math.max(known?.end ?? 0, Number(offset) + size),
    });
  }
  return Array.from(areas, ([pointer, { memory, align, end }]) => {
    const size = Math.ceil(end / align) * align;
    return `inside$(${pointer}, ${align}, ${size}, ${memory});\n`;
  }).join('');
}
