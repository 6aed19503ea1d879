/** Block comments nest (WIT.md, "Comments"). All offsets are UTF-16. */

const edges = (text: string, from: number): IterableIterator<RegExpExecArray> => {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = from;
  return text.matchAll(edge);
};

/** The offset behind the block comment that starts at an offset; undefined when it has no end. */
export function endOfBlockComment(text: string, start: number): number | undefined {
  let depth = 1;
  for (const { 0: edge, index } of edges(text, start + 2)) {
    depth += edge === '/*' ? 1 : -1;
    if (depth === 0) return index + 2;
  }
  return undefined;
}

/** The offsets behind all block comments that have an end, the inner ones too, by where they start. */
export function matchComments(text: string, from: number): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: edge, index } of edges(text, from)) {
    if (edge === '/*') open.push(index);
    else if (open.length > 0) ends.set(open.pop()!, index + 2);
  }
  return ends;
}
