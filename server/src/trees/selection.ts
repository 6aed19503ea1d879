import type { Node, Tree } from 'web-tree-sitter';

/** UTF-16 offsets. */
export interface Selection {
  readonly start: number;
  readonly end: number;
}

/** The syntax nodes around a cursor, from the innermost to the whole text, each larger than the previous one. */
export function selectionRanges({ rootNode }: Tree, offset: number): Selection[] {
  const ranges: Selection[] = [];
  for (let node: Node | null = rootNode.descendantForIndex(offset); node; node = node.parent) {
    const range = rangeOf(node);
    const last = ranges.at(-1);
    if (!last || range.start < last.start || range.end > last.end) ranges.push(range);
  }
  return ranges;
}

/** The tree has the CR of a line that ends in CRLF at the end of a comment on that line. */
function rangeOf(node: Node): Selection {
  const hasCr = node.type.endsWith('comment') && node.text.endsWith('\r');
  return { start: node.startIndex, end: hasCr ? node.endIndex - 1 : node.endIndex };
}
