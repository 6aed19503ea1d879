/**
 * A string that crosses from one component to another must be UTF-8, or the call traps (CanonicalABI.md,
 * `load_string`). jco copies the bytes as they are; this gives its copying functions the check that is missing.
 */

/** `'utf8-to-utf8 (mem0 => mem1)': Object.assign(trampoline7,` names the functions, wherever they are. */
const USED_FOR_UTF8 = /'utf8-to-utf8 \([^)]*\)': (?:Object\.assign\()?(trampoline\d+)\b/g;

const COPY =
  /function (trampoline\d+)\(from_ptr, len, to_ptr\) \{\s*new Uint8Array\((memory\d+)\.buffer, to_ptr, len\)\.set\(new Uint8Array\((memory\d+)\.buffer, from_ptr, len\)\);\s*\}/g;

const HELPER = `import { isUtf8 as $isUtf8 } from 'node:buffer';
function $copyUtf8(from, fromPtr, to, toPtr, length) {
  const bytes = new Uint8Array(from.buffer, fromPtr, length);
  if (!$isUtf8(bytes)) throw new WebAssembly.RuntimeError('wasm trap: invalid utf-8 in a string that crosses components');
  new Uint8Array(to.buffer, toPtr, length).set(bytes);
}
`;

/** @param script what jco generated */
export function checkUtf8(script: string): string {
  const utf8 = new Set([...script.matchAll(USED_FOR_UTF8)].map(([, name]) => name));
  if (utf8.size === 0) return script;
  const checked = script.replaceAll(COPY, (whole, name: string, to: string, from: string) =>
    utf8.has(name)
      ? `function ${name}(from_ptr, len, to_ptr) { $copyUtf8(${from}, from_ptr, ${to}, to_ptr, len); }`
      : whole,
  );
  return HELPER + checked;
}
