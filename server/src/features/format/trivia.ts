/** A run of white space (it may be empty) between two tokens or comments. UTF-16 offsets. */
export interface Run {
  readonly start: number;
  readonly end: number;
  /** How many lines end in it. */
  readonly lines: number;
  readonly afterLineComment: boolean;
  /** Whether it precedes a comment, not a token. */
  readonly beforeComment: boolean;
}

/** The white space around the comments between two tokens: one run more than there are comments. */
export function whiteSpaceRuns(text: string, start: number, end: number): readonly Run[] {
  const runs: Run[] = [];
  let at = start;
  let afterLineComment = false;
  for (;;) {
    const space = skipSpace(text, at, end);
    const beforeComment = space < end;
    runs.push({ start: at, end: space, lines: countLines(text, at, space), afterLineComment, beforeComment });
    if (!beforeComment) return runs;
    afterLineComment = text[space + 1] === '/';
    at = afterLineComment ? lineEnd(text, space, end) : blockEnd(text, space, end);
  }
}

function skipSpace(text: string, at: number, end: number): number {
  while (at < end && /\s/.test(text.charAt(at))) at += 1;
  return at;
}

function countLines(text: string, start: number, end: number): number {
  return text.slice(start, end).split('\n').length - 1;
}

function lineEnd(text: string, at: number, end: number): number {
  const newline = text.indexOf('\n', at);
  if (newline < 0 || newline > end) return end;
  return text[newline - 1] === '\r' ? newline - 1 : newline;
}

function blockEnd(text: string, at: number, end: number): number {
  let depth = 0;
  while (at < end) {
    const pair = text.slice(at, at + 2);
    if (pair === '/*') depth += 1;
    else if (pair === '*/') depth -= 1;
    at += pair === '/*' || pair === '*/' ? 2 : 1;
    if (depth === 0) return at;
  }
  return end;
}
