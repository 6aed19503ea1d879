import { readSize, sectionsOf } from '../../../../server/src/binary/sections.ts';

const IMPORTS = 2;
const EXPORTS = 7;
const CODE = 10;
/** Kinds of imports and exports. */
const FUNCTION = 0;
const TABLE = 1;
const MEMORY = 2;
const GLOBAL = 3;

/** Functions that bindings export for themselves, around those of the world. */
const FOR_BINDINGS = /^(?:cabi_|_initialize$|__wasm_call_ctors$)/;

/**
 * Where the bodies of a core module's exported functions begin, in its code section: behind the head, as addresses
 * in DWARF. Empty where the module is not understood.
 */
export function exportedCode(bytes: Uint8Array): readonly number[] {
  try {
    const all = [...sectionsOf(bytes)];
    const contents = (id: number) => all.find((one) => one.id === id)?.contents ?? new Uint8Array([0]);
    const imported = importedFunctions(contents(IMPORTS));
    const bodies = bodiesIn(contents(CODE));
    return exportedIn(contents(EXPORTS)).flatMap((index) => bodies[index - imported] ?? []);
  } catch {
    return [];
  }
}

class Cursor {
  readonly #bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  number(): number {
    const [value, end] = readSize(this.#bytes, this.at);
    this.at = end;
    return value;
  }

  name(): string {
    const length = this.number();
    this.at += length;
    return Buffer.from(this.#bytes.subarray(this.at - length, this.at)).toString();
  }

  each<Item>(read: () => Item): Item[] {
    return Array.from({ length: this.number() }, read);
  }
}

function importedFunctions(section: Uint8Array): number {
  const cursor = new Cursor(section);
  const kinds = cursor.each(() => {
    cursor.name();
    cursor.name();
    const kind = cursor.number();
    skipDescription(cursor, kind);
    return kind;
  });
  return kinds.filter((kind) => kind === FUNCTION).length;
}

function skipDescription(cursor: Cursor, kind: number): void {
  if (kind === TABLE || kind === GLOBAL) skipType(cursor);
  if (kind === TABLE || kind === MEMORY) return skipLimits(cursor);
  cursor.number();
  // A tag has an attribute before its type.
  if (kind > GLOBAL) cursor.number();
}

/** References with a heap type take two numbers. */
function skipType(cursor: Cursor): void {
  if ([0x63, 0x64].includes(cursor.number())) cursor.number();
}

function skipLimits(cursor: Cursor): void {
  const flags = cursor.number();
  cursor.number();
  if ((flags & 1) === 1) cursor.number();
}

function exportedIn(section: Uint8Array): number[] {
  const cursor = new Cursor(section);
  const exported = cursor.each(() => ({
    name: cursor.name(),
    kind: cursor.number(),
    index: cursor.number(),
  }));
  return exported
    .filter(({ name, kind }) => kind === FUNCTION && !FOR_BINDINGS.test(name))
    .map(({ index }) => index);
}

function bodiesIn(section: Uint8Array): number[] {
  const cursor = new Cursor(section);
  return cursor.each(() => {
    const length = cursor.number();
    const body = cursor.at;
    cursor.at += length;
    return body;
  });
}
