import { nearest } from '../../base/nearest.ts';
import { attributes } from '../completion/words.ts';
import { written } from '../written-name.ts';
import type { Fix, FixContext } from './fix.ts';

/** Types that had another name once. */
const renamed = new Map([
  ['float32', 'f32'],
  ['float64', 'f64'],
]);

/** Puts the name that was most likely meant in the place of one that nothing has. */
export function* nearestName(context: FixContext): Generator<Fix> {
  const { name = '', candidates = '' } = context.found.detail;
  const meant = nearest(name, candidates.split(' '));
  if (meant) yield replacement(context, meant, written(meant));
}

/** `float32` and `float64` under the names they have today. */
export function* renamedType(context: FixContext): Generator<Fix> {
  const today = renamed.get(context.found.detail.name ?? '');
  if (today !== undefined) yield { ...replacement(context, today, today), isAutomatic: true };
}

export function* nearestAttribute(context: FixContext): Generator<Fix> {
  const meant = nearest(
    context.found.detail.name ?? '',
    attributes.map(({ label }) => label),
  );
  if (meant !== undefined) yield replacement(context, meant, meant);
}

function replacement({ file: { uri }, found: { start, end } }: FixContext, name: string, text: string): Fix {
  return { title: `Change to \`${name}\``, isPreferred: true, edits: [{ uri, start, end, text }] };
}
