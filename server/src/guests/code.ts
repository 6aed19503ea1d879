/** The syntax of comments and strings in a language. */
export interface LexicalSyntax {
  readonly line: string;
  readonly block?: readonly [open: string, close: string];
  /** Longest first. */
  readonly quotes: readonly string[];
}

/**
 * The text with comments and strings blanked, so that searches only find code. Offsets do not change. Code nested in
 * strings (`${…}`) is blanked, too.
 */
export function codeOf(text: string, { line, block, quotes }: LexicalSyntax): string {
  const pieces: string[] = [];
  let at = 0;
  const blankTo = (end: number) => {
    const to = end < 0 ? text.length : end;
    pieces.push(text.slice(at, to).replace(/[^\n]/g, ' '));
    at = to;
  };
  const starts = new RegExp([line, block?.[0] ?? line, ...quotes].map(escaped).join('|'), 'g');
  for (let found = starts.exec(text); found; found = starts.exec(text)) {
    const [opener] = found;
    pieces.push(text.slice(at, found.index));
    at = found.index;
    if (opener === line) blankTo(text.indexOf('\n', at));
    else if (opener === block?.[0]) blankTo(after(text, block[1], at + opener.length));
    else blankTo(endOfString(text, opener, at));
    starts.lastIndex = at;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

/** The offset behind the bracket that closes the one at `open`; the end of the text where none does. */
export function closing(code: string, open: number): number {
  let depth = 0;
  for (let at = open; at < code.length; at++) {
    const char = code[at]!;
    if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char) && --depth === 0) return at + 1;
  }
  return code.length;
}

function after(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at < 0 ? -1 : at + what.length;
}

/** A string of one line ends with it: a quote may be something else, as in Rust's lifetimes. */
function endOfString(text: string, quote: string, from: number): number {
  const isLong = quote.length > 1 || quote === '`';
  for (let at = from + quote.length; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quote, at)) return at + quote.length;
    else if (text[at] === '\n' && !isLong) return at;
  }
  return text.length;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
