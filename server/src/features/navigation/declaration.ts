import type { Snapshot } from '../../analysis/snapshot.ts';
import { LineIndex } from '../../base/line-index.ts';
import type { Position } from '../../base/problem.ts';
import { nameRange, tokenRange } from '../name-at.ts';
import { generatedAt } from './generated-declarations.ts';
import { implementedAt } from './guest-sources.ts';
import type { Target } from './target.ts';

/**
 * The WIT definitions that are implemented at a place in a guest's source on disk, or declared there in its generated
 * TypeScript. The place is in the name or the body of a function, a class or an object that the world exports.
 */
export function declaration(snapshot: Snapshot, uri: string, position: Position): readonly Target[] {
  const generated = generatedAt(snapshot, uri, position);
  if (generated) return generated.wit;
  const text = snapshot.disk.readText(uri);
  if (text === undefined) return [];
  const lines = new LineIndex(text);
  const here = implementedAt(snapshot, uri, lines.offsetAt(position));
  return (here?.definitions ?? []).flatMap((definition) => {
    const range = nameRange(snapshot, definition);
    const whole = tokenRange(snapshot, definition.uri, definition.node.first, definition.node.last);
    const { start, end } = here!.found;
    return range && whole ? [{ ...range, whole, origin: { start, end }, originLines: lines }] : [];
  });
}
