import type { Fix, FixContext } from './fix.ts';
import { withoutItem } from './whole-item.ts';
import { worldItemAt } from './world-item-at.ts';

/** Removes the second import or export of an interface. */
export function* removeRepeated({ snapshot, file, found }: FixContext): Generator<Fix> {
  const item = worldItemAt(snapshot, file, found.start);
  if (item) yield { title: 'Remove the second one', isPreferred: true, edits: [withoutItem(file, item)] };
}
