import type { Place, Snapshot } from '../analysis/snapshot.ts';
import type { Scope } from '../resolve/model.ts';
import { packagesIn } from './name-at.ts';

/** The interface or world whose body the cursor is in; after a broken item the one that starts last before it. */
export function scopeAt(snapshot: Snapshot, { uri, offset }: Place): Scope | undefined {
  const tokens = snapshot.file(uri)?.tokens;
  if (!tokens) return undefined;
  const at = tokens.firstEndingAfter(offset);
  const bodies = packagesIn(snapshot.root(uri), uri).flatMap(({ interfaces, worlds }) => [
    ...interfaces,
    ...worlds,
  ]);
  const before = bodies.filter(({ definition: { uri: file, node } }) => file === uri && node.first < at);
  const around = before.filter(({ definition: { node } }) => node.last >= at);
  const latest = (some: typeof bodies) =>
    some.sort((a, b) => b.definition.node.first - a.definition.node.first)[0];
  return latest(around) ?? latest(before);
}
