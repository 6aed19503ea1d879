import type { TokenIndex } from '../../syntax/ast.ts';
import { isKeyword, kindOf, nameOfKind, type TokenName } from '../../syntax/lexer/token-kind.ts';
import { startsSomeItem } from '../../syntax/parser/recovery/starts.ts';
import type { Tokens } from '../../syntax/lexer/tokens.ts';

/** The brackets that are open at a place, named after what they hold. */
export type Container =
  | 'file' | 'package' | 'interface' | 'world' | 'resource' | 'record' | 'variant' | 'enum' | 'flags'
  | 'use-names' | 'with' | 'params' | 'payload' | 'type-arguments' | 'attribute' | 'unknown'; // prettier-ignore

/** The syntactic position of the cursor, from the tokens before it: it works in incomplete and broken text. */
export interface CursorContext {
  /** Innermost last. The first is always `file`. */
  readonly containers: readonly Container[];
  /** The tokens of the running statement or list element, up to the word under the cursor. */
  readonly statement: readonly TokenIndex[];
  /** The number of list elements before the current one in the innermost bracket. */
  readonly elementsBefore: number;
  /** The tokens before the innermost bracket, in the statement that opened it. */
  readonly opener: readonly TokenIndex[];
  /** Those before the bracket around it. */
  readonly outerOpener: readonly TokenIndex[];
  /** UTF-16 offsets of the word that is being typed; empty where none has begun. */
  readonly word: { readonly start: number; readonly end: number };
  /** Where the package ends whose namespace or name is being typed, behind its `/`: in `wa|si:io/poll`, before `poll`. */
  readonly packageEnd: number | undefined;
}

interface Open {
  readonly container: Container;
  /** The statement that contains the bracket; it continues after the closing one. */
  readonly statement: TokenIndex[];
  readonly elementsBefore: number;
}

const DEFINITIONS = new Set<TokenName>([
  'record',
  'variant',
  'enum',
  'flags',
  'resource',
  'interface',
  'world',
  'package',
]);
/** Words that start an item in a body; in a bracket they show that its end is missing. */
const ITEM_STARTS = new Set<TokenName>([
  'use', 'type', 'record', 'variant', 'enum', 'flags', 'resource', 'import', 'export', 'include', 'world', 'package',
]); // prettier-ignore
const BODIES = new Set<Container>(['file', 'package', 'interface', 'world', 'resource']);

function closes(container: Container, name: '}' | ')' | '>'): boolean {
  if (container === 'type-arguments') return name === '>';
  const isRound = container === 'params' || container === 'payload' || container === 'attribute';
  return name === (isRound ? ')' : '}');
}

/** @param offset of the cursor, in UTF-16 code units */
export function cursorContext(tokens: Tokens, offset: number): CursorContext {
  const word = wordAt(tokens, offset);
  const reader = new Reader(tokens, word.start);
  for (let i = 0; i < tokens.count && tokens.start(i) < word.start; i++) reader.read(i);
  const packageEnd = endOfPackage(tokens, tokens.firstEndingAfter(word.end));
  return { ...reader.context(), word, packageEnd };
}

/** @param i the token behind the namespace or name of a package */
function endOfPackage(tokens: Tokens, i: TokenIndex): number | undefined {
  const slash = tokens.kind(i) === kindOf[':'] ? i + 2 : i;
  return tokens.kind(slash) === kindOf['/'] ? tokens.end(slash) : undefined;
}

/** Whether the offset is inside of a comment, where nothing is completed. */
export function inComment(tokens: Tokens, offset: number): boolean {
  const next = tokens.firstEndingAfter(offset);
  if (next < tokens.count && tokens.start(next) < offset) return false;
  const start = next === 0 ? 0 : tokens.end(next - 1);
  const gap = tokens.text.slice(start, offset);
  const line = gap.slice(gap.lastIndexOf('\n') + 1);
  return line.includes('//') || gap.lastIndexOf('/*') > gap.lastIndexOf('*/');
}

function wordAt(tokens: Tokens, offset: number): { start: number; end: number } {
  const version = versionAt(tokens.text, offset);
  if (version) return version;
  // Between a word and a sign that touch, the word is being typed; before a `:` it is a new name, or a namespace.
  const next = tokens.firstEndingAfter(offset);
  const isNewName = tokens.kind(next) === kindOf[':'] && endOfPackage(tokens, next) === undefined;
  const isWithin = next < tokens.count && (tokens.start(next) < offset || isNewName);
  const at = isWithin ? next : next - 1;
  if (at < 0 || tokens.start(at) >= offset || tokens.end(at) < offset) return { start: offset, end: offset };
  const kind = tokens.kind(at);
  const isWord = isKeyword(kind) || kind === kindOf.identifier || kind === kindOf['escaped-identifier'];
  return isWord ? { start: tokens.start(at), end: tokens.end(at) } : { start: offset, end: offset };
}

/** A version is one word, also while it is incomplete. */
function versionAt(text: string, offset: number): { start: number; end: number } | undefined {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const typed = /(?<=@|= *)\d[\w+-]*(?:\.(?:\w[\w+-]*)?)*$/.exec(line)?.[0];
  // Behind three numbers a dot is that of `use path@1.0.0.{…}`.
  if (typed === undefined || /^\d+\.\d+\.\d+.*\.$/.test(typed)) return undefined;
  return { start: offset - typed.length, end: endOfVersion(text, offset) };
}

/** The end of a version, from an offset in it: the dot of `.{…}` is no part of it. */
export function endOfVersion(text: string, offset: number): number {
  const rest = /[\w+-]*(?:\.\w[\w+-]*)*/y;
  rest.lastIndex = offset;
  rest.test(text);
  return rest.lastIndex;
}

class Reader {
  readonly #tokens: Tokens;
  readonly #end: number;
  readonly #open: Open[] = [];
  #statement: TokenIndex[] = [];
  #elementsBefore = 0;

  /** @param end UTF-16 offset of the word that is being typed */
  constructor(tokens: Tokens, end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  context(): Omit<CursorContext, 'word' | 'packageEnd'> {
    const containers: Container[] = ['file', ...this.#open.map(({ container }) => container)];
    const [opener = [], outerOpener = []] = [this.#open.at(-1)?.statement, this.#open.at(-2)?.statement];
    const [statement, elementsBefore] = [this.#statement, this.#elementsBefore];
    return { containers, statement, elementsBefore, opener, outerOpener };
  }

  read(i: TokenIndex): void {
    const name = nameOfKind(this.#tokens.kind(i));
    if (this.#startsItem(i, name)) this.#leaveLists(name);
    switch (name) {
      case '{':
      case '(':
      case '<':
        return this.#enter(name);
      case '}':
      case ')':
      case '>':
        return this.#close(i, name);
      case ';':
        return this.#startStatement(0);
      case ',':
        if (!this.#inBody()) this.#startStatement(this.#elementsBefore + 1);
        return;
      default:
        this.#statement.push(i);
    }
  }

  #startStatement(elementsBefore: number): void {
    this.#statement = [];
    this.#elementsBefore = elementsBefore;
  }

  #enter(bracket: '{' | '(' | '<'): void {
    const container = this.#containerOf(bracket);
    this.#open.push({ container, statement: this.#statement, elementsBefore: this.#elementsBefore });
    this.#startStatement(0);
  }

  /**
   * Continues at the opener of the innermost bracket.
   * @returns its kind
   */
  #leave(): Container | undefined {
    const opened = this.#open.pop();
    this.#statement = opened?.statement ?? [];
    this.#elementsBefore = opened?.elementsBefore ?? 0;
    return opened?.container;
  }

  #inBody(): boolean {
    return BODIES.has(this.#open.at(-1)?.container ?? 'file');
  }

  /** A word that can only start an item: no name of a field or a parameter, which has a `:` behind it. */
  #startsItem(i: TokenIndex, name: TokenName): boolean {
    if (this.#startsLine(i) && startsSomeItem(this.#tokens, i)) return true;
    const starts =
      ITEM_STARTS.has(name) || (name === 'interface' && this.#tokens.kind(i - 1) !== kindOf[':']);
    return starts && this.#tokens.kind(i + 1) !== kindOf[':'];
  }

  #startsLine(i: TokenIndex): boolean {
    return i > 0 && this.#tokens.text.slice(this.#tokens.end(i - 1), this.#tokens.start(i)).includes('\n');
  }

  #leaveLists(name: TokenName): void {
    while (this.#open.length > 0 && !this.#holds(this.#open.at(-1)!.container, name)) this.#leave();
    if (this.#statement.length > 0 && !this.#isAttributed()) this.#statement = [];
  }

  /** Whether a bracket of this kind may contain such an item. */
  #holds(container: Container, name: TokenName): boolean {
    if (name === 'interface' || name === 'world' || name === 'package') return container === 'package';
    if (container === 'resource' && ITEM_STARTS.has(name)) return false;
    return BODIES.has(container);
  }

  #isAttributed(): boolean {
    return this.#tokens.kind(this.#statement[0] ?? -1) === kindOf['@'];
  }

  #close(i: TokenIndex, name: '}' | ')' | '>'): void {
    if (!this.#leaveInner(name)) return;
    const closed = this.#leave();
    const ends = name === '}' && this.#tokens.kind(i + 1) !== kindOf[';'] && !this.#mayContinue(i, closed);
    if (closed === 'attribute' || ends) this.#statement = [];
    else this.#statement.push(i);
  }

  /** Whether a `;` is missing behind the names of a `use` in the same line, where no other item starts. */
  #mayContinue(brace: TokenIndex, closed: Container | undefined): boolean {
    const next = Math.min(this.#tokens.start(brace + 1), this.#end);
    return closed === 'use-names' && !this.#tokens.text.slice(this.#tokens.end(brace), next).includes('\n');
  }

  /**
   * Leaves the brackets whose ends are missing before this one. A `)` or `>` too many ends no body.
   *
   * @returns whether the innermost bracket is one that it closes
   */
  #leaveInner(name: '}' | ')' | '>'): boolean {
    const closing = this.#open.findLastIndex(
      ({ container }) => closes(container, name) || (name !== '}' && BODIES.has(container)),
    );
    if (closing < 0 || !closes(this.#open[closing]!.container, name)) return false;
    while (this.#open.length - 1 > closing) this.#leave();
    return true;
  }

  #containerOf(bracket: '{' | '(' | '<'): Container {
    if (bracket === '<') return 'type-arguments';
    const names = this.#statement.map((i) => nameOfKind(this.#tokens.kind(i)));
    if (bracket === '(') {
      if (names[0] === '@') return 'attribute';
      return this.#open.at(-1)?.container === 'variant' ? 'payload' : 'params';
    }
    if (names.at(-1) === '.') return 'use-names';
    if (names.at(-1) === 'with') return 'with';
    return (names.findLast((name) => DEFINITIONS.has(name)) as Container | undefined) ?? 'unknown';
  }
}
