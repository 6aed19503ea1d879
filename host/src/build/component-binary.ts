/**
 * Two small edits of a component binary, for what a builder cannot say itself:
 * https://github.com/WebAssembly/component-model/blob/main/design/mvp/Binary.md
 */

const PREAMBLE = 8;
const Section = { import: 10, export: 11 } as const;
const FUNC_SORT = 1;

interface SectionRange {
  readonly id: number;
  /** Of the id byte. */
  readonly start: number;
  /** Of the contents, behind the size. */
  readonly body: number;
  readonly end: number;
}

/**
 * Replaces the namespace `from:` by `to:` in the names of what a component imports and exports.
 * What is inside keeps its names. Both must have the same length.
 */
export function renameNamespace(component: Uint8Array, from: string, to: string): Uint8Array {
  const result = component.slice();
  for (const { id, body, end } of sections(component)) {
    if (id !== Section.import && id !== Section.export) continue;
    const view = Buffer.from(result.buffer, body, end - body);
    for (let at = view.indexOf(`${from}:`); at >= 0; at = view.indexOf(`${from}:`, at)) view.write(to, at);
  }
  return result;
}

/**
 * Leaves out one exported function of the outermost component. An export also takes the next
 * function index, so the exports behind it are renumbered. Expects what wasm-tools' encoder writes:
 * an alias and its export in turn, one export a section.
 */
export function dropExport(component: Uint8Array, name: string): Uint8Array {
  const parts: Uint8Array[] = [component.subarray(0, PREAMBLE)];
  let dropped: number | undefined;
  for (const section of sections(component)) {
    const found = section.id === Section.export ? readExport(component, section) : undefined;
    if (found?.name === name && found.sort === FUNC_SORT && dropped === undefined) {
      dropped = found.index + 1;
    } else if (found && dropped !== undefined && found.sort === FUNC_SORT && found.index > dropped) {
      parts.push(withIndex(component, section, found, found.index - 1));
    } else {
      parts.push(component.subarray(section.start, section.end));
    }
  }
  return Buffer.concat(parts);
}

interface ExportEntry {
  readonly name: string;
  readonly sort: number;
  readonly index: number;
  /** Where the index stands, and what follows it. */
  readonly at: number;
  readonly after: number;
}

function readExport(bytes: Uint8Array, section: SectionRange): ExportEntry {
  const count = readU32(bytes, section.body);
  const length = readU32(bytes, count.next + 1);
  const sortAt = length.next + length.value;
  const index = readU32(bytes, sortAt + 1);
  const name = Buffer.from(bytes.subarray(length.next, sortAt)).toString();
  return { name, sort: bytes[sortAt] ?? 0, index: index.value, at: sortAt + 1, after: index.next };
}

function withIndex(bytes: Uint8Array, section: SectionRange, entry: ExportEntry, index: number): Uint8Array {
  const head = bytes.subarray(section.body, entry.at);
  const tail = bytes.subarray(entry.after, section.end);
  const body = Buffer.concat([head, writeU32(index), tail]);
  return Buffer.concat([Uint8Array.of(section.id), writeU32(body.length), body]);
}

/** The sections of the outermost component. */
function* sections(bytes: Uint8Array): Generator<SectionRange> {
  for (let at = PREAMBLE; at < bytes.length;) {
    const size = readU32(bytes, at + 1);
    const section = { id: bytes[at] ?? 0, start: at, body: size.next, end: size.next + size.value };
    yield section;
    at = section.end;
  }
}

/** Unsigned LEB128. */
function readU32(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, next: at };
  }
}

function writeU32(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    bytes.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
    if (rest <= 0x7f) return Uint8Array.from(bytes);
  }
}
