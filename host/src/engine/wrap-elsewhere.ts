import { kindOf } from '../../../server/src/binary/kind.ts';
import type { SourceLocation } from '../protocol.ts';
import { inToolThread } from '../tools/tool-thread.ts';

/**
 * The component made from a core module, by the thread of tools; a component is returned as it is.
 * @throws HostError `core-module-unsupported`
 */
export async function wrapElsewhere(
  bytes: Uint8Array,
  path: string,
  at?: SourceLocation,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  if (kindOf(bytes) !== 'core-module') return bytes;
  return inToolThread('wrap', [bytes, path, at], signal);
}
