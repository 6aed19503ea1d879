/**
 * An empty list has an address, too: the Canonical ABI checks the result of `realloc` for alignment and bounds,
 * whatever the size. js-component-bindgen 2.18 only checks when it writes, and writes nothing then. The buffer of a
 * stream or future without elements, on the other hand, may be anywhere, but it refuses one outside of the memory.
 */
const REALLOC = /(realloc\d+ = \(oldPtr, oldSize, align, newSize\) => )(exports\d+[^;\n]*? >>> 0);/g;
const REALLOC_ASYNC =
  /(realloc\d+Async = async \(oldPtr, oldSize, align, newSize\) => )(\(await \w+\([^)]*\)\) >>> 0);/g;
const BUFFER = /if \(!memory \|\| elemMeta\.isNone\) \{ return; \}/;

/** No name of the generator's own ends like this. */
const CHECK = `
function allocated$(pointer, align, size, memory) {
  if (pointer % align !== 0) throw new WebAssembly.RuntimeError('realloc return: result not aligned');
  if (pointer + size > memory.buffer.byteLength) throw new WebAssembly.RuntimeError('realloc return: beyond end of memory');
  return pointer;
}
`;

/** @param script the generator's output */
export function checkEmptyBuffers(script: string): string {
  const memory = onlyMemory(script);
  const mended = script.replace(BUFFER, 'if (!memory || elemMeta.isNone || count === 0) { return; }');
  if (memory === undefined) return mended;
  const by = `$1allocated$$($2, align, newSize, ${memory});`;
  const checked = mended.replace(REALLOC, by).replace(REALLOC_ASYNC, by);
  return checked === mended ? mended : checked + CHECK;
}

/** Which of several belongs to a realloc, the script does not say where it is made. */
function onlyMemory(script: string): string | undefined {
  const names = new Set(script.match(/\bmemory\d+(?= = exports\d+)/g));
  return names.size === 1 ? [...names][0] : undefined;
}
