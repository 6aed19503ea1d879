import type { Fusing } from '../../protocol.ts';
import { fuser, type Refusal } from '../../toolkit/fuser.ts';

export interface Attempt {
  readonly bytes: Uint8Array;
  readonly fusing: Fusing;
}

/**
 * A component of the same world with one core module; the same component where it cannot be fused.
 * @param how.inlines puts trivial functions into those that call them, for runtimes that do not: V8 does by its own
 * counts of calls, and gives up on functions that have grown
 */
export async function fuse(
  component: Uint8Array,
  { inlines }: { readonly inlines: boolean },
): Promise<Attempt> {
  const fusing = await fuser.load();
  try {
    const { component: bytes, instances, adapters } = fusing.fuse(component, inlines);
    return { bytes, fusing: { instances, adapters } };
  } catch (error) {
    return { bytes: component, fusing: { reasons: reasonsOf(error) } };
  }
}

function reasonsOf(error: unknown): readonly string[] {
  const refusal = (error as { readonly payload?: Refusal }).payload;
  switch (refusal?.tag) {
    case 'unfusable':
      return refusal.val;
    case 'invalid':
      return [`it breaks the rules of the format: ${refusal.val}`];
    case undefined:
      // A trap leaves the instance unusable, and the component as it was.
      fuser.drop();
      return [`fusing it failed: ${error instanceof Error ? error.message : String(error)}`];
  }
}
