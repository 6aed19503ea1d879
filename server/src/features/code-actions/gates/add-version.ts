import { packagesIn } from '../../name-at.ts';
import type { Fix, FixContext } from '../fix.ts';

/** Gives the package the version that a gate speaks of. */
export function* addVersion({ snapshot, file, found }: FixContext): Generator<Fix> {
  const { package: key, since } = found.detail;
  const source = packagesIn(snapshot.root(file.uri), file.uri).find((one) => one.key === key)?.source;
  // A source that was reused has the offsets of an earlier text.
  const current = source && snapshot.file(source.idFile.uri);
  if (!source?.id || !current || since === undefined) return;
  const { uri, tokens } = current;
  const start = tokens.end(source.id.last);
  const edits = [{ uri, start, end: start, text: `@${since}` }];
  yield { title: `Give the package the version ${since}`, edits };
}
