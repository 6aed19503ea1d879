import assert from 'node:assert/strict';
import type { CodeAction } from '../code-actions.ts';

/** The files after an action. */
export function applied(
  files: ReadonlyMap<string, string>,
  { edits, newFiles = [], moves = [] }: CodeAction,
): ReadonlyMap<string, string> {
  const after = new Map(files);
  for (const { uri, start, end, text } of [...edits].sort((a, b) => b.start - a.start)) {
    const path = uri.slice('file://'.length);
    const before = after.get(path)!;
    after.set(path, before.slice(0, start) + text + before.slice(end));
  }
  for (const { uri, text } of newFiles) {
    const path = uri.slice('file://'.length);
    assert.ok(!after.has(path), `${path} is there already`);
    after.set(path, text);
  }
  for (const { from, to } of moves) {
    const [before, path] = [from.slice('file://'.length), to.slice('file://'.length)];
    assert.ok(after.has(before) && !after.has(path));
    after.set(path, after.get(before)!);
    after.delete(before);
  }
  return after;
}
