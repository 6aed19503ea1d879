import type { Tree } from 'web-tree-sitter';
import type { WitTrees } from './language.ts';

/** What can be folded away. Offsets are UTF-16. */
export interface FoldingRange {
  readonly start: number;
  readonly end: number;
  readonly kind: 'comment' | 'region';
}

/** Bodies, lists and comments of several lines, and runs of comment lines. */
export function foldingRanges({ folds }: WitTrees, { rootNode }: Tree): FoldingRange[] {
  const captured = folds.captures(rootNode).map(({ node }): FoldingRange => {
    const kind = node.type.endsWith('comment') ? 'comment' : 'region';
    return { start: node.startIndex, end: node.endIndex, kind };
  });
  const several = captured.filter(({ start, end }) => rootNode.text.slice(start, end).includes('\n'));
  return [...several, ...commentRuns(rootNode)].sort((a, b) => a.start - b.start);
}

/** Two or more line comments on lines that follow each other. */
function* commentRuns(root: Tree['rootNode']): Generator<FoldingRange> {
  const comments = root.descendantsOfType(['line_comment', 'doc_comment']);
  let run: { start: number; end: number; firstRow: number; lastRow: number } | undefined;
  for (const node of comments) {
    if (!node) continue;
    const { row } = node.startPosition;
    if (run && row === run.lastRow + 1) Object.assign(run, { end: node.endIndex, lastRow: row });
    else {
      if (run && run.lastRow > run.firstRow) yield { start: run.start, end: run.end, kind: 'comment' };
      run = { start: node.startIndex, end: node.endIndex, firstRow: row, lastRow: row };
    }
  }
  if (run && run.lastRow > run.firstRow) yield { start: run.start, end: run.end, kind: 'comment' };
}
