import type { TextEdit } from '../../analysis/snapshot.ts';

/** A text after edits that do not touch each other; offsets count from the text before. */
export function editedText(text: string, edits: readonly TextEdit[]): string {
  const fromEnd = [...edits].sort((a, b) => b.start - a.start);
  return fromEnd.reduce((now, edit) => now.slice(0, edit.start) + edit.text + now.slice(edit.end), text);
}
