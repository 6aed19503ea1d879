import type { Place, Snapshot } from '../../analysis/snapshot.ts';
import { meaning, nameAt } from '../name-at.ts';
import { referencesIn, type Reference } from './references.ts';

/** The places in this file that mean the same as the name under the cursor. */
export function documentHighlight(snapshot: Snapshot, place: Place): readonly Reference[] | undefined {
  const found = nameAt(snapshot, place);
  const root = snapshot.root(place.uri);
  return found && root && [...referencesIn(snapshot, root, meaning(found.definition), place.uri)];
}
