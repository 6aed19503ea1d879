import { writeWhole } from '../../base/files.ts';
import { wrapElsewhere } from '../../engine/wrap-elsewhere.ts';

/**
 * The component of a core module that has its world in it.
 * @throws HostError `core-module-unsupported`
 */
export async function makeComponent(module: Uint8Array, out: string, signal: AbortSignal): Promise<void> {
  const component = await wrapElsewhere(module, out, undefined, signal);
  await writeWhole(out, component);
}
