import type { Fix, FixContext } from '../fix.ts';
import { withoutItem } from './whole-item.ts';
import { worldItemAt } from './world-item-at.ts';

/** Removes the second import or export of an interface. */
export function* removeRepeated({ snapshot, file, found }: FixContext): Generator<Fix> {
  const item = worldItemAt(snapshot, file, found.start);
  if (!item) return;
  const text = file.tokens.text.slice(file.tokens.start(item.first), file.tokens.end(item.last));
  yield { title: `Remove \`${text}\``, isPreferred: true, edits: [withoutItem(file, item)] };
}
