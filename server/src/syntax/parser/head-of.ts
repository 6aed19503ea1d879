import type { Attribute, TokenIndex } from '../ast.ts';

interface WithHead {
  /** Its attributes included. */
  readonly first: TokenIndex;
  readonly attributes?: readonly Attribute[];
}

/** The token that an item starts at, behind its attributes. */
export const headOf = ({ first, attributes = [] }: WithHead): TokenIndex =>
  (attributes.at(-1)?.last ?? first - 1) + 1;
