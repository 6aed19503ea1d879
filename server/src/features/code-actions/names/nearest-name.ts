import { nearest } from '../../../base/nearest.ts';
import { suggestedType, typeInOtherLanguages } from '../../../check/words/suggested-type.ts';
import { primitiveTypes } from '../../../syntax/primitive-types.ts';
import { attributes } from '../../completion/words.ts';
import { written } from '../../written-name.ts';
import type { Fix, FixContext } from '../fix.ts';
import { replacement } from '../replacement.ts';

/** Puts the name that was most likely meant in the place of one that nothing has. */
export function* nearestName(context: FixContext): Generator<Fix> {
  const { name = '', candidates = '' } = context.found.detail;
  const meant = nearest(name, candidates.split(' '));
  if (meant) yield mended(context, meant, written(meant));
}

/** A type of the language under the name that it has in WIT, else the nearest type. */
export function* nearestType(context: FixContext): Generator<Fix> {
  const { detail } = context.found;
  const called = typeInOtherLanguages(detail);
  if (called !== undefined) return yield { ...mended(context, called), isAutomatic: true };
  const meant = suggestedType(detail);
  const isOfLanguage = primitiveTypes.some((type) => type === meant);
  if (meant !== undefined) yield mended(context, meant, isOfLanguage ? meant : written(meant));
}

export function* nearestAttribute(context: FixContext): Generator<Fix> {
  const meant = nearest(
    context.found.detail.name ?? '',
    attributes.map(({ label }) => label),
  );
  if (meant !== undefined) yield mended(context, meant);
}

const mended = (context: FixContext, name: string, text = name): Fix => ({
  ...replacement(context, text, name),
  isPreferred: true,
});
