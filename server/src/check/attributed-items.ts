import type { Attribute, Span } from '../syntax/ast.ts';
import type { ResolvedPackage } from '../resolve/model.ts';
import { bodiesOf, type Body, functionsOf, once } from './scopes.ts';

/** Something that can carry gates, whether or not it does. */
export interface AttributedItem {
  readonly uri: string;
  readonly attributes: readonly Attribute[];
  /** Where it is named: what the reference points at when its gate is wrong. */
  readonly at: Span;
}

/** Items with attributes: interfaces, worlds and what stands in them. */
export const attributedItems = once((resolved: ResolvedPackage): readonly AttributedItem[] => [
  ...resolved.source.parts.flatMap(({ file, items }) =>
    items.flatMap((item) =>
      item.kind === 'interface' || item.kind === 'world' ? attributed(file.uri, item) : [],
    ),
  ),
  ...bodiesOf(resolved).flatMap((body) => inBody(body)),
]);

function inBody(body: Body): AttributedItem[] {
  const { uri, items } = body;
  const ofResources = functionsOf(body).filter(
    ({ resource, attributes }) => resource && attributes.length > 0,
  );
  return [
    ...items.flatMap((item) => attributed(uri, item)),
    ...ofResources.map(({ attributes, at }) => ({ uri, attributes, at })),
  ];
}

const attributed = (
  uri: string,
  item: Named & { readonly attributes: readonly Attribute[] },
): readonly AttributedItem[] =>
  item.attributes.length > 0 ? [{ uri, attributes: item.attributes, at: nameOf(item) }] : [];

interface Named extends Span {
  readonly kind: string;
  readonly name?: { readonly token: number } | undefined;
  readonly path?: { readonly name: { readonly token: number } | undefined } | undefined;
  readonly names?: readonly { readonly name: { readonly token: number } }[];
  readonly target?: { readonly name?: { readonly token: number }; readonly path?: Named['path'] } | undefined;
}

/** What an item is told at: its name, or the first name in it. */
export function nameOf(item: Named): Span {
  const first = item.names?.[0]?.name;
  const name = item.name ?? first ?? item.target?.name ?? item.target?.path?.name ?? item.path?.name;
  return name ? { first: name.token, last: name.token } : { first: item.first, last: item.first };
}
