import type { SourceFile, Span, TokenIndex } from '../ast.ts';
import type { Difference, Tokens } from '../lexer/tokens.ts';
import { parsesTheSame, membersOf, type Node } from './parses-the-same.ts';
import type { Layout } from './recovery/layout.ts';
import type { Context } from './recovery/starts.ts';

/** The containers of items, by the context they were read in. */
const containers: Readonly<Record<string, Context>> = {
  'nested-package': 'package',
  interface: 'interface',
  world: 'world',
  resource: 'resource',
  // In a world, an interface that is written out.
  extern: 'interface',
};

/** Where a parse is, as its cursor has it. */
interface Position {
  readonly position: TokenIndex;
  readonly tokens: Tokens;
  readonly layout: Layout | undefined;
}

/**
 * The items of a file before an edit, read without an error. Those whose tokens are the same in the same places are
 * reused, as the same objects, so that the cost of a keystroke depends on its size, and facts that are memoised by an
 * item's identity remain valid.
 * Follows the parser into bodies: a request is always about the former contents of the current body.
 */
export class ReusableItems {
  private items: readonly Node[];
  private context: Context | undefined = 'file';

  constructor(
    { items }: SourceFile,
    private readonly difference: Difference,
  ) {
    this.items = items;
  }

  /** The item that starts at a token, if its tokens and the next one are as they were, and would be read the same. */
  unchangedAt({ position, tokens, layout }: Position, context: Context): Span | undefined {
    const item = this.context === context ? this.at(position) : undefined;
    if (!item || !this.isUntouched(item)) return undefined;
    return !layout || parsesTheSame(item, tokens, layout) ? item : undefined;
  }

  /** Reads the inside of the item that starts at a token. */
  within<T>(first: TokenIndex, read: () => T): T {
    const { items, context } = this;
    const item = this.at(first);
    this.items = (item && membersOf(item)) ?? [];
    this.context = item && containers[item.kind];
    const result = read();
    this.items = items;
    this.context = context;
    return result;
  }

  /** The token behind an item takes part in where it ends. */
  private isUntouched({ first, last }: Span): boolean {
    return last + 1 < this.difference.first || first > this.difference.last;
  }

  private at(first: TokenIndex): Node | undefined {
    let low = 0;
    let high = this.items.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.items[middle]!.first <= first) low = middle;
      else high = middle - 1;
    }
    const item = this.items[low];
    return item?.first === first ? item : undefined;
  }
}
