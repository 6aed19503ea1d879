import type { Fix, FixContext } from '../fix.ts';

/** `version = …` and `feature = …`, as the attribute has it. */
export function* expectedArgument({ file: { uri }, found }: FixContext): Generator<Fix> {
  const { start, end, detail } = found;
  const text = detail.expected ?? '';
  yield { title: `Change to \`${text}\``, isPreferred: true, edits: [{ uri, start, end, text }] };
}
