import { utf16Offset } from '../base/utf8.ts';
import { statementsOf } from './edit/document-statements.ts';
import { tokensOf } from './place/wac-place.ts';
import type { Diagnostic, Result } from './toolkit.ts';

const MOST_MISTAKES = 10;

/**
 * Reads a WAC document, or finds its mistakes: wac stops at the first one, so that its statement is left out, and the
 * rest read again. Consequences of a statement that is left out are no mistakes.
 */
export function readOrMistakes<T>(
  text: string,
  read: (text: string) => Result<T, Diagnostic>,
): Result<T, Diagnostic[]> {
  const whole = read(text);
  if ('ok' in whole) return whole;
  const found = [whole.err];
  const lost = new Set<string>();
  let rest = withoutStatement(text, whole.err, lost);
  for (let count = 1; count < MOST_MISTAKES && rest !== undefined; count++) {
    const next = read(rest);
    if ('ok' in next) break;
    if (!isConsequence(next.err, lost)) found.push(next.err);
    rest = withoutStatement(rest, next.err, lost);
  }
  return { err: found };
}

function isConsequence({ message }: Diagnostic, lost: ReadonlySet<string>): boolean {
  const [, name] = /^undefined name `(.*)`/.exec(message) ?? [];
  return (name !== undefined && lost.has(name)) || /^target world `.*` requires an export/.test(message);
}

/**
 * Blanks the statement of a mistake, so that all other places stay as they are.
 * @param lost gets the name that the statement defines
 */
function withoutStatement(text: string, { labels }: Diagnostic, lost: Set<string>): string | undefined {
  const [label] = labels;
  if (!label) return undefined;
  const at = utf16Offset(text, label.span.start);
  const tokens = tokensOf(text).filter((token) => !/^\/[/*]/.test(token.text));
  const statement = statementsOf(tokens).find((one) => one[0]!.start <= at && at < one.at(-1)!.end);
  const [word, name] = statement ?? [];
  // Without its head, a document cannot be read.
  if (!statement || !word || word.text === 'package') return undefined;
  if (name && word.text !== 'export') lost.add(name.text.replace(/:$/, ''));
  const { end } = statement.at(-1)!;
  return text.slice(0, word.start) + blank(text.slice(word.start, end)) + text.slice(end);
}

/** As many bytes of UTF-8, in as many lines. */
const blank = (text: string): string =>
  text.replace(/[^\n]/gu, (one) => ' '.repeat(new TextEncoder().encode(one).length));
