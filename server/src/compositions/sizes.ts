import { sameItems } from '../base/same-items.ts';
import { nameOf, readComposition } from '../binary/composition.ts';
import { outlineOfModule } from '../binary/outline.ts';
import { sectionsOf } from '../binary/sections.ts';

/** The size of a part of a composition. */
export interface PartSize {
  /** The instances of a component, or the name of a module. */
  readonly title: string;
  readonly bytes: number;
  /** The number of its instances, or of its occurrences. */
  readonly times: number;
  /** A core module that several components have inside: its bytes are there as many times. */
  readonly isDoubled: boolean;
}

const Section = { coreModule: 1, component: 4 } as const;
/** Smaller modules are glue, not worth a line. */
const LEAST = 1024;

/**
 * The components, each once with its instances, and behind them the modules that several have; the heaviest first.
 * Empty for a component with code of its own.
 * @throws RangeError when the binary is damaged
 */
export function sizesOf(bytes: Uint8Array): readonly PartSize[] {
  const parts = readComposition(bytes)?.parts ?? [];
  const components = [...new Set(parts.map(({ component }) => component))];
  const sizes = components.map((component) => {
    const names = parts.flatMap((part, at) => (part.component === component ? nameOf(part, at) : []));
    return { title: names.join(', '), bytes: component.length, times: names.length, isDoubled: false };
  });
  const heaviest = (all: readonly PartSize[]) => all.toSorted((a, b) => b.bytes - a.bytes);
  return [...heaviest(sizes), ...heaviest(duplicatedParts(components))];
}

function duplicatedParts(components: readonly Uint8Array[]): readonly PartSize[] {
  const groups: { module: Uint8Array; owners: Set<Uint8Array> }[] = [];
  for (const component of components)
    for (const module of modulesIn(component)) {
      if (module.length < LEAST) continue;
      const group = groups.find((one) => sameItems(one.module, module));
      if (group) group.owners.add(component);
      else groups.push({ module, owners: new Set([component]) });
    }
  return groups
    .filter(({ owners }) => owners.size > 1)
    .map(({ module, owners }) => ({
      title: outlineOfModule(module).name ?? 'a core module',
      bytes: module.length,
      times: owners.size,
      isDoubled: true,
    }));
}

function modulesIn(component: Uint8Array): readonly Uint8Array[] {
  return [...sectionsOf(component)].flatMap(({ id, contents }) => {
    if (id === Section.coreModule) return contents;
    return id === Section.component ? modulesIn(contents) : [];
  });
}
