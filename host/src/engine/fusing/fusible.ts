import { sectionsOf } from '../../../../server/src/binary/sections.ts';

/**
 * Whether a component is put together of several, so that fusing saves calls, and has no lines of sources, which
 * would be lost: a trap in one that has them says where, and nobody measures a build for debugging.
 */
export function isFusible(component: Uint8Array): boolean {
  try {
    return componentsWithCode(component) > 1 && !hasLines(component);
  } catch {
    // It is damaged, which the generator of bindings says.
    return false;
  }
}

const Section = { coreModule: 1, component: 4 } as const;

function componentsWithCode(component: Uint8Array): number {
  const sections = [...sectionsOf(component)];
  const nested = sections.filter(({ id }) => id === Section.component);
  const own = sections.some(({ id }) => id === Section.coreModule) ? 1 : 0;
  return nested.reduce((sum, { contents }) => sum + componentsWithCode(contents), own);
}

const hasLines = ({ buffer, byteOffset, byteLength }: Uint8Array): boolean =>
  Buffer.from(buffer, byteOffset, byteLength).includes('.debug_line');
