import type { Fix, FixContext } from '../fix.ts';

/** Of what is no resource there is no handle: the type itself. */
export function* removeHandle({ file: { uri, tokens }, found }: FixContext): Generator<Fix> {
  const name = tokens.firstEndingAfter(found.start);
  const [start, end] = [tokens.start(name - 2), tokens.end(name + 1)];
  const text = tokens.textOf(name);
  yield { title: `Change to \`${text}\``, isPreferred: true, edits: [{ uri, start, end, text }] };
}
