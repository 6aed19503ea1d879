import { sectionsOf } from '../../../../../server/src/binary/sections.ts';
import { skipDescription } from '../../../../../server/src/binary/composition.ts';
import { BinaryReader } from '../../../../../server/src/binary/binary-reader.ts';
import { externName } from './component-types.ts';
import { Unlinkable } from '../unlinkable.ts';

/** The kinds of component sections, by id. */
export const Section = {
  custom: 0, coreModule: 1, coreInstance: 2, coreType: 3, component: 4, instance: 5, alias: 6, type: 7, canon: 8,
  import: 10, export: 11,
} as const; // prettier-ignore
/** The sort of an import, export or alias. */
export const Sort = { core: 0, func: 1, type: 3, component: 4, instance: 5 } as const;

/**
 * The exports of a component that wit-component puts around the functions of an interface: it renames them and has no
 * code.
 * @param args the functions that it imports, by its own names
 * @throws Unlinkable for a component with code
 */
export function renamedBy<Entry>(
  component: Uint8Array,
  args: ReadonlyMap<string, Entry>,
): ReadonlyMap<string, Entry> {
  const exports = new Map<string, Entry>();
  const functions: (Entry | undefined)[] = [];
  for (const { id, contents } of sectionsOf(component)) {
    const words = new BinaryReader(contents);
    if (id === Section.import)
      words.list(() => {
        const name = externName(words);
        if (skipDescription(words) === Sort.func) functions.push(args.get(name));
      });
    else if (id === Section.export)
      words.list(() => {
        const name = externName(words);
        const sort = words.byte();
        const entry = sort === Sort.func ? functions[words.number()] : void words.number();
        if (words.byte() === 1) skipDescription(words);
        if (sort === Sort.func) functions.push(entry);
        if (entry) exports.set(name, entry);
      });
    else if (id !== Section.custom && id !== Section.type)
      Unlinkable.because('a component with code is inside');
  }
  return exports;
}
