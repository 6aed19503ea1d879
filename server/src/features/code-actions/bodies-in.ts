import type { Snapshot } from '../../analysis/snapshot.ts';
import { bodiesOf, type Body } from '../../check/facts/scopes.ts';
import { packagesIn } from '../name-at.ts';

/** The interfaces and worlds of a file. */
export const bodiesIn = (snapshot: Snapshot, uri: string): readonly Body[] =>
  packagesIn(snapshot.root(uri), uri)
    .flatMap(bodiesOf)
    .filter((body) => body.uri === uri);
