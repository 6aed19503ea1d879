/**
 * What jco's script depends on in a component: everything but what is inside of its core modules. They count by
 * what they import and export. Two builds of one guest mostly have the same shape.
 */
import { sha256 } from '../files.ts';
import { Reader } from '../inspect/reader.ts';

export interface ComponentShape {
  readonly hash: string;
  /** The core modules inside, in their order, those of nested components included. */
  readonly modules: readonly Uint8Array[];
}

const PREAMBLE = 8;
const CORE_MODULE = 1;
const COMPONENT = 4;
/** Custom, global, element, code, data and data count: nothing that a script could see. */
const INNER = new Set([0, 6, 9, 10, 11, 12]);
const [MODULE, END] = [Buffer.from('module'), Buffer.from('end')];

/** @throws RangeError when the binary ends inside of something */
export function shapeOf(component: Uint8Array): ComponentShape {
  const modules: Uint8Array[] = [];
  const parts: Uint8Array[] = [];
  readComponent(new Reader(component), parts, modules);
  return { hash: sha256(...parts), modules };
}

function readComponent(reader: Reader, parts: Uint8Array[], modules: Uint8Array[]): void {
  parts.push(bytesOf(reader.slice(PREAMBLE)));
  while (!reader.done) {
    const id = reader.byte();
    const section = reader.slice(reader.u32());
    if (id === CORE_MODULE) {
      modules.push(bytesOf(section));
      parts.push(MODULE);
      readModule(section, parts);
    } else if (id === COMPONENT) readComponent(section, parts, modules);
    else pushSection(id, section, parts);
  }
  parts.push(END);
}

function readModule(reader: Reader, parts: Uint8Array[]): void {
  parts.push(bytesOf(reader.slice(PREAMBLE)));
  while (!reader.done) {
    const id = reader.byte();
    const section = reader.slice(reader.u32());
    if (!INNER.has(id)) pushSection(id, section, parts);
  }
  parts.push(END);
}

/** With its length, so that no two shapes have the same bytes. */
function pushSection(id: number, section: Reader, parts: Uint8Array[]): void {
  const bytes = bytesOf(section);
  parts.push(Buffer.from(`${id} ${bytes.length}`), bytes);
}

function bytesOf({ bytes, offset, end }: Reader): Uint8Array {
  if (end > bytes.length) throw new RangeError('the binary ends inside of a section');
  return bytes.subarray(offset, end);
}
