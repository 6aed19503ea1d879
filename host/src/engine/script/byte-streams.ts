/**
 * Bytes of streams are typed arrays from the guest's memory to the host and back. js-component-bindgen 2.18 makes
 * arrays of numbers of them on the way, one by one, and has a list of all buffers that there ever were.
 */
const FROM_MEMORY = /values = Array\.from\((new Uint8Array\(this\.#memory\.buffer, this\.#ptr, count\))\);/;
const IS_LIST = /!Array\.isArray\((values|args\.data)\)/g;
const TO_HOST = /this\.#hostOnlyData = this\.#hostOnlyData\.concat\(values\);/;

/** Values of the host on their way to a guest's read. */
const VALUES = /const values = \[\];(\s*const hasPendingReadBuffer)/;
const DRAIN = /count -= pendingValues\.drainInto\(values, count\);/;
const DRAIN_CANCELLED =
  /const cancelValues = \[\];\s*pendingValues\.drainInto\(cancelValues, buffer\.remaining\(\)\);/;
const DRAIN_LOOP =
  /drainInto\(target, maxCount\) \{([^]*?)for \(let i = 0; i < transfer; i\+\+\) \{\s*target\.push\(chunk\[this\.#offset \+ i\]\);\s*\}([^]*?)return transferred;/;

/** The host's stream is read as the guest reads, and no further, since the guest may drop it. */
const ASKED: readonly (readonly [RegExp, string])[] = [
  [/async readSource\(\) \{/, 'async readSource(wanted) {'],
  [/\(\) => this\.#readFn\(\)/, '() => this.#readFn(wanted)'],
  [/readFn = \(\) => asyncIterator\.next\(\);/, 'readFn = (wanted) => asyncIterator.next(wanted);'],
  // Of a read of nothing, which waits for something to be there.
  [/(\n\s*await pendingValues\.readSource\()\)/, '$11)'],
  [/(const appended = await pendingValues\.readSource\()\)/, '$1count)'],
];

/** Buffers are passed as objects, and never looked up by number. */
const LISTED = /\n\s*instanceBuffers\.set\(nextBufID, buffer\);/;

/** No name of the generator's own ends like this. */
const LISTS = `
const isList$ = (values) => Array.isArray(values) || values instanceof Uint8Array;
function joined$(values, more) {
  if (values.length === 0 && more instanceof Uint8Array) return more;
  if (more.length === 0 && isList$(values)) return values;
  if (values instanceof Uint8Array) {
    const all = new Uint8Array(values.length + more.length);
    all.set(values);
    all.set(more, values.length);
    return all;
  }
  for (const value of more) values.push(value);
  return values;
}
`;

/** @param script the generator's output */
export function moveBytes(script: string): string {
  const mended = ASKED.reduce((text, [pattern, by]) => text.replace(pattern, by), script)
    .replace(FROM_MEMORY, 'values = $1.slice();')
    .replace(IS_LIST, '!isList$$($1)')
    .replace(TO_HOST, 'this.#hostOnlyData = joined$$(this.#hostOnlyData, values);')
    .replace(VALUES, 'let values = [];$1')
    .replace(
      DRAIN,
      'const before = values.length; values = pendingValues.drainInto(values, count); count -= values.length - before;',
    )
    .replace(DRAIN_CANCELLED, 'const cancelValues = pendingValues.drainInto([], buffer.remaining());')
    .replace(
      DRAIN_LOOP,
      'drainInto(target, maxCount) {$1target = joined$$(target, chunk.slice(this.#offset, this.#offset + transfer));$2return target;',
    )
    .replace(LISTED, '');
  return FROM_MEMORY.test(script) ? mended + LISTS : mended;
}
