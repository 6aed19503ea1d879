import type {
  Attribute,
  FunctionType,
  InterfaceItem,
  ResourceFunction,
  SourceFile,
  Span,
  TopLevelItem,
  TypeDefinition,
  WorldItem,
} from '../../syntax/ast.ts';
import type { Tokens } from '../../syntax/lexer/tokens.ts';

/** The white space between a token and the previous one. */
export const Gap = { tight: 0, space: 1, line: 2, blankLine: 3 } as const;
export type Gap = (typeof Gap)[keyof typeof Gap];

/** By token index: what goes before it, and how deep a line that starts with it is indented. */
export interface Layout {
  readonly gaps: readonly Gap[];
  readonly depths: readonly number[];
}

/**
 * Where lines break and where spaces go. Packages, interfaces, worlds and resources always break;
 * other lists break where the author broke after the opening bracket.
 *
 * @param ast a file without syntax errors
 */
export function layOut(tokens: Tokens, ast: SourceFile): Layout {
  const layout = new LayoutBuilder(tokens);
  layout.file(ast);
  return layout;
}

const TIGHT_BEFORE = new Set([',', ';', ':', '>', ')', '(', '<', '.', '/', '@']);
const TIGHT_AFTER = new Set(['(', '<', '.', '/', '@']);

type Item = TopLevelItem | InterfaceItem | WorldItem | ResourceFunction;

class LayoutBuilder implements Layout {
  readonly gaps: Gap[];
  readonly depths: number[];
  readonly #tokens: Tokens;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
    this.gaps = Array.from({ length: tokens.count }, (_, i) => this.#inline(i));
    this.depths = new Array<number>(tokens.count).fill(0);
  }

  file(ast: SourceFile): void {
    if (ast.header !== undefined) this.#glue(ast.header.id);
    this.#items(ast.items, ast.header !== undefined);
  }

  #inline(i: number): Gap {
    const before = i > 0 ? this.#tokens.textOf(i - 1) : '';
    const text = this.#tokens.textOf(i);
    if (i === 0 || TIGHT_AFTER.has(before) || (before === '{' && text === '}')) return Gap.tight;
    return TIGHT_BEFORE.has(text) && !(text === '@' && before === '}') ? Gap.tight : Gap.space;
  }

  /** Top-level items: an empty line goes around everything that has braces. */
  #items(items: readonly TopLevelItem[], afterHeader: boolean): void {
    let previous: TopLevelItem['kind'] | 'package-header' | undefined = afterHeader
      ? 'package-header'
      : undefined;
    for (const item of items) {
      const uses = item.kind === 'top-level-use' && previous === 'top-level-use';
      this.#item(item, previous === undefined || uses ? Gap.line : Gap.blankLine);
      previous = item.kind;
    }
  }

  #item(item: Item, gap: Gap = Gap.line): void {
    if (item.first > 0) this.gaps[item.first] = gap;
    if ('attributes' in item) for (const attribute of item.attributes) this.#attribute(attribute);
    this.#inside(item);
  }

  #attribute(attribute: Attribute): void {
    if ('version' in attribute && attribute.version !== undefined) this.#glue(attribute.version);
    if (attribute.last + 1 < this.gaps.length) this.gaps[attribute.last + 1] = Gap.line;
  }

  #inside(item: Item): void {
    switch (item.kind) {
      case 'nested-package':
        this.#glue(item.id);
        return this.#block(item, () => this.#items(item.items, false));
      case 'interface':
      case 'world':
        return this.#block(item, () => item.items.forEach((inner) => this.#item(inner)));
      case 'resource':
        if (this.#tokens.textOf(item.last) !== '}') return;
        return this.#block(item, () => item.functions.forEach((inner) => this.#item(inner)));
      case 'function':
      case 'constructor':
      case 'method':
      case 'static':
        return this.#function(item.func);
      case 'extern':
        return this.#extern(item);
      case 'top-level-use':
        if (item.path !== undefined) this.#glue(item.path);
        return;
      case 'use':
        if (item.path !== undefined) this.#glue(item.path);
        return this.#names(item, item.names, true);
      case 'include':
        if (item.path !== undefined) this.#glue(item.path);
        return this.#names(item, item.with, false);
      default:
        return this.#type(item);
    }
  }

  #type(item: TypeDefinition): void {
    if (item.kind === 'record') this.#list(item, item.fields);
    else if (item.kind === 'variant' || item.kind === 'enum') this.#list(item, item.cases);
    else if (item.kind === 'flags') this.#list(item, item.flags);
  }

  #extern(item: Extract<WorldItem, { kind: 'extern' }>): void {
    const { target } = item;
    if (target === undefined || target.kind === 'incomplete') return;
    if (target.kind === 'function') this.#function(target.func);
    else if (target.kind === 'interface')
      this.#block(item, () => target.items.forEach((inner) => this.#item(inner)));
    else this.#glue(target.path);
  }

  #function(func: FunctionType): void {
    const open = this.#find('(', func.first, func.last);
    const close = this.#find(')', func.params.at(-1)?.last ?? open, func.last);
    this.#maybeBroken(open, close, func.params);
  }

  #names(item: Span, names: readonly Span[], tight: boolean): void {
    if (names.length === 0) return;
    const close = this.#find('}', names.at(-1)?.last ?? item.first, item.last);
    const open = this.#openBefore(names);
    if (this.#maybeBroken(open, close, names) || !tight) return;
    this.gaps[open + 1] = Gap.tight;
    this.gaps[close] = Gap.tight;
  }

  #list(item: Span, elements: readonly Span[]): void {
    if (elements.length > 0) this.#maybeBroken(this.#openBefore(elements), item.last, elements);
  }

  #openBefore(elements: readonly Span[]): number {
    return (elements[0]?.first ?? 1) - 1;
  }

  #block(item: Span, inner: () => void): void {
    const open = this.#find('{', item.first, item.last);
    inner();
    if (open + 1 < item.last || this.#lineIn(open, item.last)) this.#broken(open, item.last, []);
  }

  #maybeBroken(open: number, close: number, elements: readonly Span[]): boolean {
    const broken = this.#lineIn(open, open + 1) || this.#lineCommentIn(open, close);
    if (broken) this.#broken(open, close, elements);
    return broken;
  }

  #broken(open: number, close: number, elements: readonly Span[]): void {
    for (const { first } of elements) this.gaps[first] = Gap.line;
    this.gaps[close] = Gap.line;
    for (let i = open + 1; i < close; i++) this.depths[i] = (this.depths[i] ?? 0) + 1;
  }

  /** Joins the tokens of a package name, a path or a version. */
  #glue(span: Span): void {
    for (let i = span.first + 1; i <= span.last; i++) this.gaps[i] = Gap.tight;
  }

  #find(text: string, from: number, to: number): number {
    for (let i = from; i <= to; i++) if (this.#tokens.textOf(i) === text) return i;
    return to;
  }

  #lineIn(first: number, last: number): boolean {
    return this.#tokens.text.slice(this.#tokens.end(first), this.#tokens.start(last)).includes('\n');
  }

  #lineCommentIn(first: number, last: number): boolean {
    for (let i = first; i < last; i++) {
      if (this.#tokens.text.slice(this.#tokens.end(i), this.#tokens.start(i + 1)).includes('//')) return true;
    }
    return false;
  }
}
