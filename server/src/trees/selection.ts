import type { Node } from 'web-tree-sitter';
import type { OpenTree } from './open-tree.ts';

/** UTF-16 offsets. */
export interface Selection {
  readonly start: number;
  readonly end: number;
}

/** The syntax nodes around a cursor, from the innermost to the whole text, each larger than the previous one. */
export function selectionRanges({ tree, text }: OpenTree, offset: number): Selection[] {
  const ranges: Selection[] = [];
  for (let node: Node | null = tree.rootNode.descendantForIndex(offset); node; node = node.parent)
    add(ranges, rangeOf(node), offset);
  // The root starts at the first token.
  add(ranges, { start: 0, end: text.length }, offset);
  return ranges;
}

function add(ranges: Selection[], { start, end }: Selection, offset: number): void {
  const last = ranges.at(-1);
  const isLarger = !last || start < last.start || end > last.end;
  if (isLarger && start <= offset && offset <= end) ranges.push({ start, end });
}

/** The tree has the CR of a line that ends in CRLF at the end of a comment on that line. */
function rangeOf(node: Node): Selection {
  const hasCr = node.type.endsWith('comment') && node.text.endsWith('\r');
  return { start: node.startIndex, end: hasCr ? node.endIndex - 1 : node.endIndex };
}
