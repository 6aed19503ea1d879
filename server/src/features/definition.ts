import type { FileRange, OffsetRange, Place, Snapshot } from '../analysis/snapshot.ts';
import { meaning, nameAt, nameRange, tokenRange } from './name-at.ts';

/** Where a name is defined. */
export interface Target extends FileRange {
  /** The name that was asked for. */
  readonly origin: OffsetRange;
  /** The whole definition. */
  readonly whole: OffsetRange;
}

/** Goes to what the name means in the end: through `use`, into other files and packages. Empty where nothing is known. */
export function definition(snapshot: Snapshot, place: Place): readonly Target[] {
  const found = nameAt(snapshot, place);
  if (found === undefined) return [];
  const target = meaning(found.definition);
  const range = nameRange(snapshot, target);
  const whole = tokenRange(snapshot, target.uri, target.node.first, target.node.last);
  const { tokens } = found.file;
  const origin = { start: tokens.start(found.token), end: tokens.end(found.token) };
  return range && whole ? [{ ...range, origin, whole }] : [];
}
