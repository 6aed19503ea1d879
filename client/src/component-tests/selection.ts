/** The part of a test item that matters for a selection. */
export interface Node<Item> {
  readonly children: Iterable<readonly [string, Item]>;
}

/** An item, or the items below it that are to run where others below it are not. */
export function withoutExcluded<Item extends Node<Item>>(item: Item, excluded: readonly Item[]): Item[] {
  if (excluded.includes(item)) return [];
  const children = [...item.children].map(([, child]) => child);
  const chosen = children.map((child) => withoutExcluded(child, excluded));
  const isWhole = chosen.every((list, i) => list.length === 1 && list[0] === children[i]);
  return isWhole ? [item] : chosen.flat();
}

/** The tests of an item: those below it, or itself if it has none. */
export function leavesOf<Item extends Node<Item>>(item: Item): Item[] {
  const children = [...item.children];
  return children.length === 0 ? [item] : children.flatMap(([, child]) => leavesOf(child));
}
