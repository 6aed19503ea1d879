import type { OffsetRange, Snapshot } from '../../analysis/snapshot.ts';
import type {
  InterfaceItem,
  Name,
  ResourceFunction,
  Span,
  TopLevelItem,
  WorldItem,
} from '../../syntax/ast.ts';
import type { Tokens } from '../../syntax/lexer/tokens.ts';

export type SymbolKind =
  | 'package' | 'interface' | 'world' | 'function' | 'method' | 'constructor' | 'type' | 'record' | 'field'
  | 'property' | 'variant' | 'enum' | 'flags' | 'case' | 'flag' | 'resource' | 'import' | 'export'; // prettier-ignore

/** The declarations of a file, as a tree. */
export interface DocumentSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** The whole declaration, attributes included. */
  readonly whole: OffsetRange;
  /** Its name. */
  readonly selection: OffsetRange;
  readonly children: readonly DocumentSymbol[];
}

/** The outline of a file: its items, and theirs. */
export function documentSymbols(snapshot: Snapshot, uri: string): readonly DocumentSymbol[] {
  const file = snapshot.file(uri);
  if (file === undefined) return [];
  const outline = new Outline(file.tokens);
  return file.ast.items.flatMap((item) => outline.item(item));
}

type Item = TopLevelItem | InterfaceItem | WorldItem | ResourceFunction;

class Outline {
  readonly #tokens: Tokens;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  /** Nothing for `use` and `include`, which declare no item of their own. */
  item(item: Item): readonly DocumentSymbol[] {
    switch (item.kind) {
      case 'nested-package':
        return this.#package(item);
      case 'interface':
      case 'world':
        return this.#named(item, item.name, item.kind, this.#items(item.items));
      case 'function':
      case 'method':
        return this.#named(item, item.name, item.func.accessor ? 'property' : item.kind);
      case 'static':
        return this.#named(item, item.name, item.func.accessor ? 'property' : 'method');
      case 'constructor':
        return this.#symbol(item, item, 'constructor', 'constructor');
      case 'type':
        return this.#named(item, item.name, 'type');
      case 'record':
        return this.#named(item, item.name, item.kind, this.#members(item.fields, 'field'));
      case 'variant':
      case 'enum':
        return this.#named(item, item.name, item.kind, this.#members(item.cases, 'case'));
      case 'flags':
        return this.#named(item, item.name, item.kind, this.#members(item.flags, 'flag'));
      case 'resource':
        return this.#named(item, item.name, item.kind, this.#items(item.functions));
      case 'extern':
        return this.#extern(item);
      default:
        return [];
    }
  }

  #package(item: Extract<TopLevelItem, { kind: 'nested-package' }>): readonly DocumentSymbol[] {
    const { id, items } = item;
    const inner = this.#items(items);
    return id.namespace || id.name ? this.#symbol(item, id, packageName(id), 'package', inner) : inner;
  }

  #extern(item: Extract<WorldItem, { kind: 'extern' }>): readonly DocumentSymbol[] {
    const { target, direction } = item;
    if (target === undefined) return [];
    if (target.kind === 'path') return this.#symbol(item, target.path, this.#text(target.path), direction);
    const inner = target.kind === 'interface' ? this.#items(target.items) : [];
    return this.#named(item, target.name, direction, inner);
  }

  #items(items: readonly Item[]): readonly DocumentSymbol[] {
    return items.flatMap((item) => this.item(item));
  }

  #members(
    members: readonly (Span & { readonly name: Name })[],
    kind: SymbolKind,
  ): readonly DocumentSymbol[] {
    return members.flatMap((member) => this.#named(member, member.name, kind));
  }

  #named(whole: Span, name: Name | undefined, kind: SymbolKind, children: readonly DocumentSymbol[] = []) {
    // `%` alone is a name without text. VS Code refuses an outline with such a symbol.
    if (!name?.text) return children;
    return this.#symbol(whole, { first: name.token, last: name.token }, name.text, kind, children);
  }

  #symbol(
    whole: Span,
    selection: Span,
    name: string,
    kind: SymbolKind,
    children: readonly DocumentSymbol[] = [],
  ) {
    return [{ name, kind, whole: this.#range(whole), selection: this.#range(selection), children }];
  }

  #range({ first, last }: Span): OffsetRange {
    return { start: this.#tokens.start(first), end: this.#tokens.end(last) };
  }

  #text(span: Span): string {
    const { start, end } = this.#range(span);
    return this.#tokens.text.slice(start, end);
  }
}

function packageName({ namespace, name }: { namespace: Name | undefined; name: Name | undefined }): string {
  return `${namespace?.text ?? ''}:${name?.text ?? ''}`;
}
