import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { LineIndex } from '../base/line-index.ts';

/** The text after these changes, each of which counts its positions in the text that the one before it left. */
export function applyChanges(
  text: string,
  changes: readonly TextDocumentContentChangeEvent[],
  lines?: LineIndex,
): string {
  let result = text;
  let index = lines;
  for (const change of changes) {
    result = 'range' in change ? splice(result, index ?? new LineIndex(result), change) : change.text;
    index = undefined;
  }
  return result;
}

function splice(
  text: string,
  lines: LineIndex,
  { range, text: inserted }: Extract<TextDocumentContentChangeEvent, { range: unknown }>,
): string {
  const start = lines.offsetAt(range.start);
  const end = Math.max(start, lines.offsetAt(range.end));
  return text.slice(0, start) + inserted + text.slice(end);
}
