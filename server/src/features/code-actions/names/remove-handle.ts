import type { Fix, FixContext } from '../fix.ts';

/** Replaces the handle of a type that is no resource by the type itself. */
export function* removeHandle({ file: { uri, tokens }, found }: FixContext): Generator<Fix> {
  const name = tokens.firstEndingAfter(found.start);
  const [start, end] = [tokens.start(name - 2), tokens.end(name + 1)];
  const text = tokens.textOf(name);
  yield { title: `Change to \`${text}\``, isPreferred: true, edits: [{ uri, start, end, text }] };
}
