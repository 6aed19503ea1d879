import manifest from '../../../toolkit/dist/manifest.json' with { type: 'json' };
import { wrapModule } from '../../../server/src/compositions/core-module.ts';
import { kindOf } from '../../../server/src/binary/kind.ts';
import type { SourceLocation } from '../protocol.ts';
import { withToolkit } from '../toolkit/toolkit.ts';

/** To be counted up where `wrapModule` makes another component with the same toolkit. */
const REVISION = 2;

/** The cache key of the adapter for a core module, besides its bytes; empty for a component. */
export const wrapperOf = (bytes: Uint8Array): string =>
  kindOf(bytes) === 'core-module' ? `${manifest.files['toolkit.wasm'].sha256} ${REVISION}` : '';

/**
 * The component made from a core module; a component is returned as it is. For the tool thread.
 * @throws HostError `core-module-unsupported`
 */
export async function wrap(bytes: Uint8Array, path: string, at?: SourceLocation): Promise<Uint8Array> {
  if (kindOf(bytes) !== 'core-module') return bytes;
  return withToolkit((toolkit) => wrapModule(toolkit, bytes, path, at));
}
