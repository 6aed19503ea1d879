import { nearest } from '../../../base/nearest.ts';
import { meantType, typeCalled } from '../../../check/meant-type.ts';
import { primitiveTypes } from '../../../syntax/primitive-types.ts';
import { attributes } from '../../completion/words.ts';
import { written } from '../../written-name.ts';
import type { Fix, FixContext } from '../fix.ts';

/** Puts the name that was most likely meant in the place of one that nothing has. */
export function* nearestName(context: FixContext): Generator<Fix> {
  const { name = '', candidates = '' } = context.found.detail;
  const meant = nearest(name, candidates.split(' '));
  if (meant) yield replacement(context, meant, written(meant));
}

/** A type of the language under the name that it has in WIT, else the nearest type. */
export function* nearestType(context: FixContext): Generator<Fix> {
  const { detail } = context.found;
  const called = typeCalled(detail);
  if (called !== undefined) return yield { ...replacement(context, called, called), isAutomatic: true };
  const meant = meantType(detail);
  const isOfLanguage = primitiveTypes.some((type) => type === meant);
  if (meant !== undefined) yield replacement(context, meant, isOfLanguage ? meant : written(meant));
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
