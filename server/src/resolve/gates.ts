import type { Attribute } from '../syntax/ast.ts';
import type { Features, ItemGate, TokenRange } from './model.ts';

/** The gate that an item's attributes amount to (WIT.md, "Feature gates"). */
export type Gate =
  | { readonly kind: 'none' }
  | { readonly kind: 'since'; readonly version: string }
  | { readonly kind: 'unstable'; readonly feature: string };

/** `@since` beside `@unstable` is an error elsewhere; the first one counts here. */
export function gateOf(attributes: readonly Attribute[] | undefined): Gate {
  for (const attribute of attributes ?? []) {
    if (attribute.kind === 'since' && attribute.version) {
      return { kind: 'since', version: attribute.version.text };
    }
    if (attribute.kind === 'unstable' && attribute.feature) {
      return { kind: 'unstable', feature: attribute.feature.text };
    }
  }
  return { kind: 'none' };
}

/** Whether an item is left out: its feature is not switched on. */
export function isExcluded(attributes: readonly Attribute[] | undefined, features: Features): boolean {
  const gate = gateOf(attributes);
  return gate.kind === 'unstable' && features !== 'all' && !features.has(gate.feature);
}

/** Equal for equal gates, with their deprecations. Empty without one. */
export function gateText(attributes: readonly Attribute[]): string {
  const texts = attributes.flatMap((one) => {
    if (one.kind === 'unstable') return `unstable ${one.feature?.text}`;
    return one.kind === 'since' || one.kind === 'deprecated' ? `${one.kind} ${one.version?.text}` : [];
  });
  return texts.sort().join(', ');
}

/** @param at the item with these attributes */
export const itemGate = (
  attributes: readonly Attribute[] | undefined,
  at: TokenRange,
): ItemGate | undefined => (attributes && attributes.length > 0 ? { attributes, at } : undefined);
