import type { FileRange, OffsetRange, Snapshot } from '../../analysis/snapshot.ts';
import type { LineIndex } from '../../base/line-index.ts';
import type { Definition } from '../../resolve/model.ts';
import { type NameAt, nameRange, tokenRange } from '../name-at.ts';

/** The target of a name; the range is the one to select, usually a name. */
export interface Target extends FileRange {
  /** The word that was asked about. */
  readonly origin: OffsetRange;
  /** The range of the word in a file that is no document of the server. */
  readonly originLines?: LineIndex;
  /** The whole item. */
  readonly whole: OffsetRange;
  /** Where the target is in such a file. */
  readonly lines?: LineIndex;
}

/** A definition is one. */
export type Item = Pick<Definition, 'uri' | 'token' | 'node'>;

/** Each item once, without those whose file was deleted. */
export function targetsOf(
  snapshot: Snapshot,
  { file: { tokens }, token }: Pick<NameAt, 'file' | 'token'>,
  items: Iterable<Item>,
): readonly Target[] {
  const origin = { start: tokens.start(token), end: tokens.end(token) };
  const targets = new Map<string, Target>();
  for (const { uri, token, node } of items) {
    const range = nameRange(snapshot, { uri, token });
    const whole = tokenRange(snapshot, uri, node.first, node.last);
    if (range && whole) targets.set(`${uri} ${token}`, { ...range, origin, whole });
  }
  return [...targets.values()];
}
