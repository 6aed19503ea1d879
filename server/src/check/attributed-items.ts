import type { Attribute, Span } from '../syntax/ast.ts';
import type { ResolvedPackage } from '../resolve/model.ts';
import { bodiesOf, functionsOf } from './scopes.ts';

/** Something that can carry gates, whether or not it does. */
export interface AttributedItem {
  readonly uri: string;
  readonly attributes: readonly Attribute[];
  /** Where it is named: what the reference points at when its gate is wrong. */
  readonly at: Span;
}

/** Items with attributes: interfaces, worlds and what stands in them. */
export function* attributedItems(resolved: ResolvedPackage): Generator<AttributedItem> {
  for (const { file, items } of resolved.source.parts) {
    for (const item of items) {
      if (item.kind !== 'interface' && item.kind !== 'world') continue;
      if (item.attributes.length > 0) yield { uri: file.uri, attributes: item.attributes, at: nameOf(item) };
    }
  }
  for (const body of bodiesOf(resolved)) {
    for (const item of body.items) {
      if (item.attributes.length > 0) yield { uri: body.uri, attributes: item.attributes, at: nameOf(item) };
    }
    for (const { resource, attributes, at } of functionsOf(body)) {
      if (resource && attributes.length > 0) yield { uri: body.uri, attributes, at };
    }
  }
}

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
