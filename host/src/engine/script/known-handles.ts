/**
 * A handle that a component gives to the host must be one that it has (Canonical ABI, `lift_borrow`, `lift_own`).
 * js-component-bindgen 2.18 does not look: for a number that the component made up, dropped or has for a resource
 * of another type it makes an object without insides, which is then the `this` of the host's methods. It also
 * shifts numbers within 32 bits, where 2^31 more is the same.
 */
const LOOK_UP = /\b(handleTable\d+)\[\((handle\d+) << 1\) \+ 1\] % T_OWN/g;

/**
 * A handle to a resource of its own, which a function returns, becomes an object without being looked up. Groups: the
 * handle, and the table that the object is taken from when it is disposed of.
 */
const RETURNED =
  /var (handle\d+) = ret;\n(?=\s*var rsc\d+ = new\.target [^]{0,600}?rscTableRemove\((handleTable\d+), \1\))/g;

const REMOVE = /(function rscTableRemove\(table, handle\) \{\n)/;

/** A table has fewer entries (Canonical ABI, `Table.MAX_LENGTH`). No name of the generator's own ends like this. */
const CHECK = `
const FREE$ = 1 << 30;
function checkHandle$(handle) {
  if (handle >>> 0 >= 2 ** 28) throw new WebAssembly.RuntimeError(\`unknown handle index \${handle}\`);
}
function entryOf$(table, handle) {
  checkHandle$(handle);
  const entry = table[(handle << 1) + 1];
  if (entry === undefined || (table[handle << 1] & FREE$) !== 0)
    throw new WebAssembly.RuntimeError(\`unknown handle index \${handle}\`);
  return entry;
}
`;

/** @param script the generator's output */
export function refuseUnknownHandles(script: string): string {
  const removed = script.replace(REMOVE, (head) => `${head}    checkHandle$(handle);\n`);
  const looked = removed.replace(
    LOOK_UP,
    (_, table: string, handle: string) => `entryOf$(${table}, ${handle}) % T_OWN`,
  );
  const returned = looked.replace(
    RETURNED,
    (found, handle: string, table: string) => `${found}entryOf$(${table}, ${handle});\n`,
  );
  return returned === script ? script : returned + CHECK;
}
