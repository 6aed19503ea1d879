/**
 * The shape of a component: everything that jco's script depends on, which excludes the code of core modules but
 * includes their imports and exports. Two builds of one guest usually have the same shape.
 */
import { sha256 } from '../base/files.ts';
import { PREAMBLE, sectionsOf, type Section } from '../../../server/src/binary/sections.ts';

export interface ComponentShape {
  readonly hash: string;
  /** The core modules inside, in their order, those of nested components included. */
  readonly modules: readonly Uint8Array[];
}

const CORE_MODULE = 1;
const COMPONENT = 4;
/** Custom, global, element, code, data and data count: nothing that a script could see. */
const INNER = new Set([0, 6, 9, 10, 11, 12]);
const [MODULE, END] = [Buffer.from('module'), Buffer.from('end')];

/** @throws RangeError when the binary ends inside of something */
export function shapeOf(component: Uint8Array): ComponentShape {
  const modules: Uint8Array[] = [];
  const parts: Uint8Array[] = [];
  readComponent(component, parts, modules);
  return { hash: sha256(...parts), modules };
}

function readComponent(component: Uint8Array, parts: Uint8Array[], modules: Uint8Array[]): void {
  parts.push(component.subarray(0, PREAMBLE));
  for (const section of sectionsOf(component)) {
    if (section.id === CORE_MODULE) {
      modules.push(section.contents);
      parts.push(MODULE);
      readModule(section.contents, parts);
    } else if (section.id === COMPONENT) readComponent(section.contents, parts, modules);
    else pushSection(section, parts);
  }
  parts.push(END);
}

function readModule(module: Uint8Array, parts: Uint8Array[]): void {
  parts.push(module.subarray(0, PREAMBLE));
  for (const section of sectionsOf(module)) if (!INNER.has(section.id)) pushSection(section, parts);
  parts.push(END);
}

/** With its length, so that no two shapes have the same bytes. */
function pushSection({ id, contents }: Section, parts: Uint8Array[]): void {
  parts.push(Buffer.from(`${id} ${contents.length}`), contents);
}
