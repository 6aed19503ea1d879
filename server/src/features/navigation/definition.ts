import type { Place, Snapshot } from '../../analysis/snapshot.ts';
import { compositionDefinition } from '../compositions/definition.ts';
import { meaning, nameAt } from '../name-at.ts';
import { type Target, targetsOf } from './target.ts';

/** Goes to the definition of a name: through `use`, into other files and packages. Empty if unknown. */
export function definition(snapshot: Snapshot, place: Place): readonly Target[] {
  const composition = snapshot.composition(place.uri);
  if (composition) return compositionDefinition(snapshot, composition, place.offset);
  const found = nameAt(snapshot, place);
  return found ? targetsOf(snapshot, found, [meaning(found.definition)]) : [];
}
