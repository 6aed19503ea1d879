import { readFile } from 'node:fs/promises';
import { HostError } from './problem.ts';
import type { SourceLocation } from './protocol.ts';

/**
 * The bytes of a component.
 * @param at where the path was written, for the message
 * @throws HostError `component-unreadable` or `not-a-component`
 */
export async function readComponent(path: string, at?: SourceLocation): Promise<Uint8Array> {
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
  throw new HostError({
    code: 'not-a-component',
    message: `${path} is ${kind}, not a WebAssembly component`,
    help,
    ...where,
  });
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
