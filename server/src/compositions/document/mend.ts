import { statementsOf } from '../edit/document-statements.ts';
import { tokensOf, type WacToken } from '../place/wac-place.ts';
import type { Diagnostic } from '../toolkit.ts';
import type { MendedText } from './mended-text.ts';

/** Replaces the unreadable beginning of a statement. */
const HEAD = 'package a:b;';

/** wac's message about a character that begins no token. */
export const UNKNOWN_TOKEN = 'unexpected token was encountered';

/** Changes that make the rest of a document readable, and what they take away. */
export interface Mends {
  /** The names that left out statements and items define. */
  readonly lost: Set<string>;
  /** Whether the types of an interface or world are no longer those that were meant. */
  hasOtherTypes: boolean;
  /** Whether imports are left open that were not meant to be. */
  hasOpenImports: boolean;
}

/**
 * Repairs as little as possible around a mistake: an argument of `new`, an item of an interface, or a statement.
 * @returns whether that was possible
 */
export function mend(document: MendedText, { message, labels }: Diagnostic, mends: Mends): boolean {
  const at = document.startOf({ labels });
  if (at === undefined) return false;
  if (message.startsWith('expected `package` keyword')) return insertHead(document, at);
  if (message.startsWith(UNKNOWN_TOKEN) && document.text[at] === '#') {
    const end = document.text.indexOf('\n', at);
    document.blank(at, end < 0 ? document.text.length : end);
    return true;
  }
  const tokens = tokensOf(document.text).filter((token) => !/^\/[/*]/.test(token.text));
  if (closeStatement(document, tokens, at, message)) return true;
  const statement = statementsOf(tokens).find((one) => one[0]!.start <= at && at < one.at(-1)!.end);
  const [word] = statement ?? [];
  if (!statement || !word) return false;
  if (word.text === 'package') return withoutHead(document, statement, at);
  if (message.includes('unterminated string')) return withoutLine(document, word, at, mends);
  return (
    withoutArgument(document, statement, at, mends) ||
    withoutItem(document, statement, at, mends) ||
    withoutStatement(document, statement, mends)
  );
}

function insertHead(document: MendedText, at: number): boolean {
  if (document.text.includes(HEAD)) return false;
  document.insert(at, HEAD);
  return true;
}

/** Inserts the end of a statement, of the arguments of `new`, or of an interface, where the next statement begins. */
function closeStatement(
  document: MendedText,
  tokens: readonly WacToken[],
  at: number,
  message: string,
): boolean {
  const before = tokens.findLast(({ end }) => end <= at);
  if (!before || !/^expected .*, found/.test(message)) return false;
  const isInArguments = newAround(tokens, at) !== undefined;
  const isAfterItems = /^expected either `}`.*found `(?:let|export|import|interface|world)` keyword$/.test(
    message,
  );
  if (isAfterItems || (isInArguments && /found (?:`;`|`(?:let|export|import)` keyword)$/.test(message))) {
    document.insert(before.end, '}');
    return true;
  }
  if (!message.startsWith('expected `;`, found') || before.text === ';') return false;
  document.insert(before.end, ';');
  return true;
}

/** Its target goes first, because the package has a name that others use. */
function withoutHead(document: MendedText, statement: readonly WacToken[], at: number): boolean {
  const targets = statement.find(({ text }) => text === 'targets');
  const { end, text: last } = statement.at(-1)!;
  if (targets && targets.start <= at && last === ';') document.blank(targets.start, end - 1);
  else {
    document.blank(statement[0]!.start, end);
    insertHead(document, statement[0]!.start);
  }
  return true;
}

function withoutLine(document: MendedText, { start }: WacToken, at: number, { lost }: Mends): boolean {
  const end = document.text.indexOf('\n', at);
  const line = document.text.slice(start, end < 0 ? undefined : end);
  for (const [, name] of line.matchAll(/\b(?:let|import)\s+(%?[\w-]+)/g)) lost.add(name!);
  document.blank(start, start + line.length);
  return true;
}

/** The tokens of an innermost `new PACKAGE { … }`. */
interface New {
  /** Index of the brace. */
  readonly open: number;
  /** Index of the other brace, or the number of tokens. */
  readonly close: number;
}

function newsIn(tokens: readonly WacToken[]): readonly New[] {
  const open: number[] = [];
  const found: New[] = [];
  const isNew = (brace: number) => tokens[brace - 2]?.text === 'new';
  tokens.forEach(({ text }, index) => {
    if (text === '{') open.push(index);
    const brace = text === '}' ? open.pop() : undefined;
    if (brace !== undefined && isNew(brace)) found.push({ open: brace, close: index });
  });
  const unclosed = open.reverse().filter((brace) => isNew(brace));
  return [...found, ...unclosed.map((brace) => ({ open: brace, close: tokens.length }))];
}

/** The innermost one comes first, because its brace closes first. */
const newAround = (tokens: readonly WacToken[], at: number): New | undefined =>
  newsIn(tokens).find(
    ({ open, close }) => tokens[open]!.end <= at && at <= (tokens[close]?.start ?? Number.MAX_SAFE_INTEGER),
  );

/** The argument at `at` stays open, and so do all that are missing if that is the mistake. */
function withoutArgument(
  document: MendedText,
  tokens: readonly WacToken[],
  at: number,
  mends: Mends,
): boolean {
  const instantiation = newsIn(tokens).find(({ open }) => tokens[open - 1]!.start === at);
  const around = instantiation ?? newAround(tokens, at);
  if (!around || around.close === tokens.length) return false;
  const { open, close } = around;
  const all = argumentsOf(tokens.slice(open + 1, close));
  const wrong = instantiation ? undefined : all.find((one) => at < one.at(-1)!.end);
  const rest = all.filter((one) => one !== wrong);
  const isFilled = rest.some(([only, next]) => only!.text === '...' && (!next || next.text === ','));
  // With all of its imports open, an instance may still be wrong: then its statement is.
  if (isFilled && !wrong) return false;
  if (wrong) document.blank(wrong[0]!.start, wrong.at(-1)!.end);
  mends.hasOpenImports = true;
  if (!isFilled)
    document.insert(
      tokens[close]!.start,
      rest.at(-1)?.at(-1)?.text === ',' || rest.length === 0 ? '...' : ', ...',
    );
  return true;
}

/** Each with the comma behind it. */
function argumentsOf(tokens: readonly WacToken[]): readonly (readonly WacToken[])[] {
  const found: WacToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    found.at(-1)!.push(token);
    if (/^[{([]$/.test(token.text)) depth++;
    if (/^[})\]]$/.test(token.text)) depth--;
    if (depth === 0 && token.text === ',') found.push([]);
  }
  return found.filter((one) => one.length > 0);
}

function withoutItem(
  document: MendedText,
  statement: readonly WacToken[],
  at: number,
  mends: Mends,
): boolean {
  const [word] = statement;
  const open = statement.findIndex(({ text }) => text === '{');
  if (!/^(?:interface|world)$/.test(word!.text) || open < 0) return false;
  const items = statementsOf(statement.slice(open + 1, -1));
  const item = items.find((one) => one[0]!.start <= at && at < one.at(-1)!.end);
  if (!item) return false;
  for (const name of namesOf(item)) mends.lost.add(name);
  mends.hasOtherTypes = true;
  document.blank(item[0]!.start, item.at(-1)!.end);
  return true;
}

/** The name that an item of an interface or world defines. */
function namesOf([word, ...rest]: readonly WacToken[]): readonly string[] {
  if (word!.text === 'use') return rest.map(({ text }) => text).filter((text) => /^%?[a-z]/i.test(text));
  return /^(?:type|record|variant|enum|flags|resource)$/.test(word!.text) ? [rest[0]?.text ?? ''] : [];
}

function withoutStatement(document: MendedText, statement: readonly WacToken[], { lost }: Mends): boolean {
  const [word, name] = statement;
  if (name && word!.text !== 'export') lost.add(name.text.replace(/:$/, ''));
  document.blank(word!.start, statement.at(-1)!.end);
  return true;
}
