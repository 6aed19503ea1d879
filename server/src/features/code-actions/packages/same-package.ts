import type { Fix, FixContext } from '../fix.ts';

/** The package that another file of the folder says it is. */
export function* samePackage({ snapshot, file: { uri }, found }: FixContext): Generator<Fix> {
  const [first] = found.related;
  const text = first && snapshot.file(first.uri)?.tokens.text.slice(first.start, first.end);
  const { start, end } = found;
  if (text) yield { title: `Change to \`${text}\``, edits: [{ uri, start, end, text }] };
}
