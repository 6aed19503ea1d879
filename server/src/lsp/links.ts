import type { Location, LocationLink } from 'vscode-languageserver';
import type { Place } from '../analysis/snapshot.ts';
import type { Target } from '../features/navigation/target.ts';
import type { View } from './view.ts';

/** Targets as the client takes them: a link carries the whole name that was clicked on. */
export function toLinks(
  view: View,
  place: Place,
  targets: readonly Target[],
  linkSupport: boolean | undefined,
): Location[] | LocationLink[] {
  if (linkSupport !== true) return targets.map((target) => view.location(target));
  return targets.map((target) => ({
    originSelectionRange: view.range(place.uri, target.origin),
    targetUri: view.location(target).uri,
    targetRange: view.range(target.uri, target.whole),
    targetSelectionRange: view.range(target.uri, target),
  }));
}
