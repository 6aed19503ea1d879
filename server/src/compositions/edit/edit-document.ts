import type { PlanSource } from '../plan-source.ts';
import { tokensOf, type WacToken } from '../place/wac-place.ts';
import type { Edited, PlanEdit, SingleEdit } from '../../base/plan-edit.ts';
import {
  added,
  exported,
  isNameOrLastWord,
  noInstance,
  removed,
  unusableName,
} from './document-statements.ts';
import { functionOf } from '../../base/ids.ts';
import { lineEnd, lineStart, newlineOf, replaced, replacedAll } from './tables.ts';

type Edit<Kind extends PlanEdit['kind']> = Extract<PlanEdit, { readonly kind: Kind }>;

/** `let NAME = new PACKAGE { … };` */
interface Instantiation {
  readonly name: WacToken;
  readonly open: WacToken;
  readonly close: WacToken;
}

/** A WAC document after a change: instances are what `let` names. */
export function editDocument({ text }: PlanSource, edit: SingleEdit): Edited {
  const tokens = tokensOf(text).filter(({ text }) => !/^\/[/*]/.test(text));
  switch (edit.kind) {
    case 'rename':
      return renamed(text, tokens, edit);
    case 'wire':
      return wired(text, tokens, edit);
    case 'export':
      return exported(text, tokens, edit);
    case 'add':
      return added(text, tokens, edit);
    case 'remove':
      return removed(text, tokens, edit);
    case 'bridge-versions':
    case 'export-all':
    case 'remove-entry':
      return { refused: 'a WAC document names each wire and export: change its text' };
  }
}

function instantiationsIn(tokens: readonly WacToken[]): readonly Instantiation[] {
  return tokens.flatMap((token, at) => {
    const [name, equals, word, , open] = tokens.slice(at + 1, at + 6);
    if (token.text !== 'let' || equals?.text !== '=' || word?.text !== 'new' || open?.text !== '{') return [];
    const close = closing(tokens, at + 5);
    return name && close ? { name, open, close } : [];
  });
}

function closing(tokens: readonly WacToken[], open: number): WacToken | undefined {
  let depth = 0;
  return tokens.slice(open).find(({ text }) => {
    if (text === '{') depth++;
    if (text === '}') depth--;
    return depth === 0;
  });
}

/** The name refers to the instance unless it precedes a colon or follows a dot. */
function renamed(text: string, tokens: readonly WacToken[], { instance, to }: Edit<'rename'>): Edited {
  const lets = instantiationsIn(tokens);
  if (!lets.some(({ name }) => name.text === instance)) return noInstance(instance);
  const refused = unusableName(tokens, to);
  if (refused) return refused;
  const named = tokens.filter(
    (token, at) =>
      token.text === instance &&
      tokens[at + 1]?.text !== ':' &&
      !/^(\.|new|package)$/.test(tokens[at - 1]?.text ?? ''),
  );
  return replacedAll(
    text,
    named.map(({ start, end }) => ({ start, end, text: to })),
  );
}

/** In the place of the argument that there is, else as the first one, so that `...` stays the last. */
function wired(text: string, tokens: readonly WacToken[], edit: Edit<'wire'>): Edited {
  const lets = instantiationsIn(tokens);
  const target = lets.find(({ name }) => name.text === edit.instance);
  if (!target) return noInstance(edit.instance);
  const inner = tokens.filter(({ start }) => target.open.start < start && start < target.close.start);
  const existing = argumentNamed(inner, edit.import);
  const { from } = edit;
  if (!from) return opened(text, target, inner, existing);
  const source = lets.find(({ name }) => name.text === from.instance);
  if (!source) return noInstance(from.instance);
  if (source.name.start > target.name.start)
    return {
      refused: `“${from.instance}” comes after “${edit.instance}”, and a document can only refer to earlier instances`,
    };
  const argument = `"${edit.import}": ${from.instance}${accessTo(from.export ?? edit.import)}`;
  if (existing) return replaced(text, { start: existing.start, end: existing.valueEnd, text: argument });
  return withArgument(text, target.open, argument);
}

function accessTo(name: string): string {
  const found = functionOf(name);
  return found ? `["${found.interface}"]["${found.function}"]` : `["${name}"]`;
}

/** Removes the argument for the import. `...`, which must be last, then covers imports without an argument. */
function opened(
  text: string,
  { close }: Instantiation,
  inner: readonly WacToken[],
  argument: Argument | undefined,
): string {
  const range = argument && { start: argument.start, end: argument.end };
  const isFilled = inner.some(({ text }, at) => text === '...' && !/^\w/.test(inner[at + 1]?.text ?? ''));
  const rest = range ? inner.filter(({ start }) => start < range.start || range.end <= start) : inner;
  const last = rest.at(-1);
  if (range && !last) return replaced(text, { ...range, text: '...' });
  const comma = last === undefined || last.text === ',' ? '' : ',';
  const at = last?.end ?? close.start;
  const fill = { start: at, end: at, text: last === undefined ? '... ' : `${comma} ...` };
  return replacedAll(text, [...(isFilled ? [] : [fill]), ...(range ? [{ ...range, text: '' }] : [])]);
}

interface Argument {
  readonly start: number;
  /** Behind its comma, where the next one starts. */
  readonly end: number;
  readonly valueEnd: number;
}

/** The argument of a name, with the comma behind it. */
function argumentNamed(inner: readonly WacToken[], name: string): Argument | undefined {
  const at = inner.findIndex(({ text }, n) => {
    // A word and the colon right behind it are one token.
    const isNamed = text.endsWith(':') || inner[n + 1]?.text === ':';
    return (
      isNameOrLastWord(text.replace(/:$/, ''), name) &&
      (isNamed || (isEdge(inner[n - 1]) && isEdge(inner[n + 1])))
    );
  });
  if (at < 0) return undefined;
  const comma = inner.findIndex(({ text }, n) => n > at && text === ',');
  const next = inner[comma + 1];
  const start = inner[at]!.start;
  const valueEnd = inner.at(comma < 0 ? comma : comma - 1)!.end;
  if (comma >= 0 && next) return { start, end: next.start, valueEnd };
  return { start, end: comma < 0 ? valueEnd : inner[comma]!.end, valueEnd };
}

const isEdge = (beside: WacToken | undefined): boolean => beside === undefined || beside.text === ',';

function withArgument(text: string, { start, end }: WacToken, argument: string): string {
  const rest = text.slice(end);
  if (/^\s*\}/.test(rest)) {
    const close = end + rest.indexOf('}');
    return replaced(text, { start: end, end: close, text: ` ${argument} ` });
  }
  const isOverLines = /^[ \t]*\r?\n/.test(rest);
  if (!isOverLines) return replaced(text, { start: end, end, text: ` ${argument},` });
  const indent = text.slice(lineStart(text, start)).match(/^[ \t]*/)![0];
  const at = lineEnd(text, end);
  return replaced(text, { start: at, end: at, text: `${newlineOf(text)}${indent}  ${argument},` });
}
