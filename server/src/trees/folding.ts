import type { Node, Tree } from 'web-tree-sitter';
import type { WitTrees } from './language.ts';

/** The folding ranges of a file. Offsets are UTF-16. */
export interface FoldingRange {
  readonly start: number;
  readonly end: number;
  readonly kind: 'comment' | 'region';
}

/** Bodies, lists and comments of several lines, and runs of comment lines, from top to bottom. */
export function foldingRanges({ folds }: WitTrees, { rootNode }: Tree): FoldingRange[] {
  const several = folds
    .captures(rootNode)
    .filter(({ node }) => node.endPosition.row > node.startPosition.row)
    .map(({ node }): FoldingRange => {
      const kind = node.type.endsWith('comment') ? 'comment' : 'region';
      return { start: node.startIndex, end: node.endIndex, kind };
    });
  return [...several, ...commentRuns(rootNode)].sort((a, b) => a.start - b.start);
}

/** Two or more comments that have lines to themselves which follow each other. */
function* commentRuns(root: Node): Generator<FoldingRange> {
  let run: { start: number; end: number; firstRow: number; lastRow: number } | undefined;
  for (const node of root.descendantsOfType(['line_comment', 'doc_comment'])) {
    const { row } = node.startPosition;
    if (node.previousSibling?.endPosition.row === row) continue;
    if (run && row === run.lastRow + 1) {
      run = { ...run, end: node.endIndex, lastRow: row };
      continue;
    }
    if (run && run.lastRow > run.firstRow) yield { start: run.start, end: run.end, kind: 'comment' };
    run = { start: node.startIndex, end: node.endIndex, firstRow: row, lastRow: row };
  }
  if (run && run.lastRow > run.firstRow) yield { start: run.start, end: run.end, kind: 'comment' };
}
