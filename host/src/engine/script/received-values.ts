/**
 * Values that a component gives to the host. For an integer below 32 bits only its low bits count, and an option or
 * a result has two cases (Canonical ABI, `lift_flat_unsigned`, `match_case`). js-component-bindgen 2.18 refuses an
 * integer with other bits set, and takes every number but 0 for the second case.
 */
const CLAMP = /(function clampGuest\(i, min, max\) \{)[^]*?return i;/;

const LOW_BITS = `
      const size = max - min + 1;
      const low = i & (size - 1);
      return low > max ? low - size : low;`;

const TWO_CASES = /(\blet variant\d+;\s*if \()(.+)(\) \{$)/gm;

/** No name of the generator's own ends like this. */
const CHECK = `
function caseOfTwo$(discriminant) {
  if (discriminant >>> 0 > 1) throw new WebAssembly.RuntimeError('invalid variant discriminant');
  return discriminant;
}
`;

/** @param script the generator's output */
export function readValuesAsSpecified(script: string): string {
  const cases = script.replace(
    TWO_CASES,
    (_, before: string, value: string, after: string) => `${before}caseOfTwo$(${value})${after}`,
  );
  return (cases === script ? script : cases + CHECK).replace(
    CLAMP,
    (_, head: string) => `${head}${LOW_BITS}`,
  );
}
