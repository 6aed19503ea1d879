import { sectionsOf } from './sections.ts';

/** The kind of a file by its bytes. A `package` is WIT in the binary format: types without code. */
export type BinaryKind = 'component' | 'package' | 'core-module' | 'empty' | 'other';

/** By the eight bytes that start every WebAssembly binary: magic, version, layer. */
export function kindOf(bytes: Uint8Array): BinaryKind {
  if (bytes.length === 0) return 'empty';
  const head = [...bytes.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (head === '0061736d0d000100') return isWitPackage(bytes) ? 'package' : 'component';
  return head === '0061736d01000000' ? 'core-module' : 'other';
}

const MAGIC = [0, 0x61, 0x73, 0x6d];
const startsWithMagic = (bytes: Uint8Array): boolean => MAGIC.every((byte, at) => bytes[at] === byte);

/** Whether a file ends within the eight bytes that start every WebAssembly binary. */
export const isCutOff = (bytes: Uint8Array): boolean => bytes.length < 8 && startsWithMagic(bytes);

/**
 * The version of a WebAssembly binary that is neither a component nor a core module of today.
 * @returns undefined for every other file
 */
export function unknownVersionOf(bytes: Uint8Array): string | undefined {
  const [v0 = 0, v1 = 0, l0, l1] = bytes.subarray(4);
  if (!startsWithMagic(bytes) || l0 === undefined || l1 === undefined) return undefined;
  return kindOf(bytes) === 'other' ? `version ${v0 | (v1 << 8)}, layer ${l0 | (l1 << 8)}` : undefined;
}

/** Sections that a WIT package is made of, besides custom ones: nothing that could run. */
const TYPE = 7;
const EXPORT = 11;

/** A component that exports types only. */
function isWitPackage(bytes: Uint8Array): boolean {
  const ids = idsOf(bytes).filter((id) => id !== 0);
  return ids.includes(EXPORT) && ids.every((id) => id === TYPE || id === EXPORT);
}

/** The ids of the sections, up to the first damaged one. */
function idsOf(bytes: Uint8Array): number[] {
  const ids = [];
  try {
    for (const { id } of sectionsOf(bytes)) ids.push(id);
  } catch {
    // The full reader of the component reports its errors.
  }
  return ids;
}
