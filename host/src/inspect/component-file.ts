import { readFile } from 'node:fs/promises';
import { HostError } from '../problem.ts';
import { sectionsOf } from './sections.ts';
import type { SourceLocation } from '../protocol.ts';

/**
 * The bytes of a component.
 * @param at where the path was written, for the message
 * @throws HostError `component-unreadable` or `not-a-component`
 */
export async function readComponent(path: string, at?: SourceLocation): Promise<Uint8Array> {
  const bytes = await readComponentOrPackage(path, at);
  if (isWitPackage(bytes)) throw notAComponent(path, 'a WIT package, types without code', PACKAGE_HELP, at);
  return bytes;
}

const PACKAGE_HELP = 'Build a component for one of its worlds, and name that.';

/**
 * As `readComponent`; a WIT package in the binary format will do, too.
 * @throws HostError `component-unreadable` or `not-a-component`
 */
export async function readComponentOrPackage(path: string, at?: SourceLocation): Promise<Uint8Array> {
  const where = at && { at };
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new HostError({
      code: 'component-unreadable',
      message: `${path} cannot be read: ${reason}`,
      help: 'Build the component first, or check the path.',
      ...where,
    });
  });
  const [kind, help] = kindOf(bytes);
  if (kind === 'component') return bytes;
  throw notAComponent(path, kind, help, at);
}

function notAComponent(path: string, kind: string, help: string, at: SourceLocation | undefined): HostError {
  return new HostError({
    code: 'not-a-component',
    message: `${path} is ${kind}, not a WebAssembly component`,
    help,
    ...(at && { at }),
  });
}

/** Sections that a WIT package is made of, besides custom ones: nothing that could run. */
const TYPE = 7;
const EXPORT = 11;

/** A component that exports types only: the binary format of a WIT package. */
function isWitPackage(bytes: Uint8Array): boolean {
  const ids = idsOf(bytes).filter((id) => id !== 0);
  return ids.includes(EXPORT) && ids.every((id) => id === TYPE || id === EXPORT);
}

/** The ids of the sections; what is damaged ends the list. */
function idsOf(bytes: Uint8Array): number[] {
  const ids = [];
  try {
    for (const { id } of sectionsOf(bytes)) ids.push(id);
  } catch {
    // Whoever reads the component in full says what is wrong with it.
  }
  return ids;
}

/** By the eight bytes that start every WebAssembly binary: magic, version, layer. */
function kindOf(bytes: Uint8Array): [kind: string, help: string] {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  if (head === '0061736d0d000100') return ['component', ''];
  if (head === '0061736d01000000') {
    return ['a core module', 'Make a component of it: for Rust build with --target wasm32-wasip2.'];
  }
  if (bytes.length === 0) return ['an empty file', 'Build the component again.'];
  return ['something else', 'A component is a binary .wasm file; text (.wat) must be assembled first.'];
}
