import { sectionsOf } from '../../../../server/src/binary/sections.ts';

/** Whether a component is put together of several, so that fusing saves calls. */
export function isFusible(component: Uint8Array): boolean {
  try {
    return componentsWithCode(component) > 1;
  } catch {
    // The component is damaged, which the generator of bindings reports.
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
