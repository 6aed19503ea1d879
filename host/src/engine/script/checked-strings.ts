/**
 * A string that crosses from one component to another has to be UTF-8. js-component-bindgen 2.18 decodes it to check,
 * which for a short string takes longer than the rest of the call; this checks the bytes instead. Long strings and
 * those that are not UTF-8 are still decoded, with the error of the decoder.
 */
const CHECK = /^(\s*)(\w+\.decode\(from\);)$/gm;

/** No name of the generator's own ends like this. The ranges are those of the Unicode Standard, table 3-7. */
const LOOK = `
function isShortUtf8$(bytes) {
  const end = bytes.length;
  if (end > 128) return false;
  for (let at = 0; at < end; ) {
    const first = bytes[at++];
    if (first < 0x80) continue;
    if (first < 0xc2 || first > 0xf4) return false;
    const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
    const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    const second = bytes[at++];
    // Of a byte behind the end, which is undefined, no comparison holds.
    if (!(second >= least && second <= most)) return false;
    for (let more = first < 0xe0 ? 0 : first < 0xf0 ? 1 : 2; more > 0; more--) if (bytes[at++] >> 6 !== 2) return false;
  }
  return true;
}
`;

/** @param script the generator's output */
export function checkShortStrings(script: string): string {
  const checked = script.replace(CHECK, '$1if (!isShortUtf8$$(from)) $2');
  return checked === script ? script : checked + LOOK;
}
