import { parse } from '../../syntax/parse.ts';
import { format, type FormatOptions } from './format.ts';

/** A whole text, tidied. Undefined when it has syntax errors and so was left alone. */
export function formatText(text: string, options: FormatOptions = { indent: '  ' }): string | undefined {
  const file = parse('untitled:text', text);
  if (file.ast.errors.length > 0 || file.tokens.errors.length > 0) return undefined;
  let at = 0;
  let result = '';
  for (const edit of format(file, options)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
