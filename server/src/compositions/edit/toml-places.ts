import { type Span, tomlTree, type TomlKey, type TomlPair, type TomlSection } from '../../base/toml-tree.ts';
import type { Path } from './tables.ts';

/** A section, or the braces of a table in one line. */
export interface Container {
  readonly path: Path;
  /** Of the braces. */
  readonly braces?: Span;
  readonly section: TomlSection;
  readonly pairs: readonly PlacedPair[];
}

export interface PlacedPair {
  /** From the root of the document. */
  readonly path: Path;
  readonly keys: readonly TomlKey[];
  readonly value: TomlPair['value'];
  readonly container: Container;
}

const namesOf = (keys: readonly TomlKey[]): Path => keys.map(({ name }) => name);

/** All tables with pairs, in the order of the text; a table before its members. */
export const containersOf = (text: string): readonly Container[] =>
  tomlTree(text).flatMap((section) =>
    within({ path: namesOf(section.header?.keys ?? []), section }, section.pairs),
  );

function within(table: Omit<Container, 'pairs'>, pairs: readonly TomlPair[]): readonly Container[] {
  const placed: PlacedPair[] = [];
  const container: Container = { ...table, pairs: placed };
  for (const { keys, value } of pairs)
    placed.push({ path: [...table.path, ...namesOf(keys)], keys, value, container });
  const inner = placed
    .filter(({ value }) => value.kind === 'table')
    .flatMap(({ path, value }) => within({ path, braces: value, section: table.section }, value.pairs));
  return [container, ...inner];
}

/** Where the last pair of a section ends, or its header; a section of nothing ends where it starts. */
export const sectionEnd = ({ header, pairs }: TomlSection): number =>
  pairs.at(-1)?.value.end ?? header?.span.end ?? 0;
