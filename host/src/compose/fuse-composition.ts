import type { Composed } from '../../../server/src/compositions/graph/connect.ts';
import { wrapElsewhere } from '../engine/wrap-elsewhere.ts';
import { fuse, type Attempt } from '../engine/fusing/fuse.ts';
import { readComponent } from '../inspect/component-file.ts';
import type { InstanceFusing } from '../protocol.ts';

/**
 * Fuses a composition, for any runtime.
 * @param isExplained whether to report for each instance the reason for which it cannot be fused
 */
export async function fuseComposition(
  { bytes, instances }: Composed,
  isExplained: boolean,
  signal: AbortSignal,
): Promise<Attempt> {
  const attempt = await fuse(bytes, { inlines: true });
  if (!('reasons' in attempt.fusing) || !isExplained) return attempt;
  const known = new Map<string, readonly string[]>();
  const byInstance: InstanceFusing[] = [];
  for (const { name, component } of instances) {
    const reasons = known.get(component) ?? (await reasonsOf(component, signal));
    known.set(component, reasons);
    byInstance.push({ name, reasons });
  }
  return { ...attempt, fusing: { ...attempt.fusing, byInstance } };
}

/** None of a component that could be fused, and of one that is in no file, as stubs are. */
async function reasonsOf(path: string, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const { fusing } = await fuse(await wrapElsewhere(await readComponent(path), path, undefined, signal), {
      inlines: false,
    });
    return 'reasons' in fusing ? fusing.reasons : [];
  } catch {
    signal.throwIfAborted();
    return [];
  }
}
