import type { ParsedFile } from '../../syntax/parse.ts';
import { Gap, layOut, type Layout } from './layout.ts';
import { whiteSpaceRuns, type Run } from './trivia.ts';

/** The text between two UTF-16 offsets is to become `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface FormatOptions {
  /** One level of indentation. */
  readonly indent: string;
}

/**
 * The edits that tidy a file. Each replaces white space by white space, so that tokens and comments stay
 * as they are. A file with syntax errors is left alone: its structure is a guess.
 */
export function format(file: ParsedFile, options: FormatOptions): readonly TextEdit[] {
  const { tokens, ast } = file;
  if (ast.errors.length > 0 || tokens.errors.length > 0) return [];
  const layout = layOut(tokens, ast);
  const style: Style = { ...options, newline: tokens.text.includes('\r\n') ? '\r\n' : '\n' };
  const edits: TextEdit[] = [];
  for (let i = 0; i <= tokens.count; i++) edits.push(...gapEdits(file, layout, i, style));
  return edits.filter(({ start, end, text }) => tokens.text.slice(start, end) !== text);
}

interface Style extends FormatOptions {
  readonly newline: '\n' | '\r\n';
}

/** The white space before token `i`, or behind the last token, comment by comment. */
function gapEdits({ tokens }: ParsedFile, layout: Layout, i: number, { indent, newline }: Style): TextEdit[] {
  const start = i === 0 ? (tokens.text.startsWith('\uFEFF') ? 1 : 0) : tokens.end(i - 1);
  const end = i === tokens.count ? tokens.text.length : tokens.start(i);
  const around = {
    before: i > 0 ? tokens.textOf(i - 1) : '',
    after: i < tokens.count ? tokens.textOf(i) : '',
  };
  const gap = i === tokens.count ? Gap.line : (layout.gaps[i] ?? Gap.line);
  const depth = layout.depths[i] ?? 0;
  let owesBlank = gap === Gap.blankLine;
  return whiteSpaceRuns(tokens.text, start, end).map((run) => {
    const lines = linesOf(run, gap, around, owesBlank, start);
    if (lines > 0) owesBlank = false;
    const levels = run.beforeComment && CLOSES.has(around.after) && gap >= Gap.line ? depth + 1 : depth;
    const text =
      lines > 0 ? newline.repeat(lines) + (atEnd(run) ? '' : indent.repeat(levels)) : inline(run, gap);
    return { start: run.start, end: run.end, text };
  });

  function atEnd(run: Run): boolean {
    return run.end === tokens.text.length;
  }

  function inline(run: Run, wanted: Gap): string {
    if (run.start === 0 || (i === 0 && run.start === start)) return '';
    const alone = !run.beforeComment && run.start === start;
    const space = alone ? wanted === Gap.space : run.end > run.start;
    return space && !(atEnd(run) && tokens.count === 0) ? ' ' : '';
  }
}

const OPENS = new Set(['{', '(']);
const CLOSES = new Set(['}', ')']);

/** How many line breaks a run becomes: 0 keeps the line, 2 leaves one empty line. */
function linesOf(
  run: Run,
  gap: Gap,
  around: { before: string; after: string },
  owesBlank: boolean,
  start: number,
): number {
  const isFirst = run.start === start;
  if (isFirst && around.before === '') return 0;
  const wanted = run.beforeComment ? run.lines > 0 : gap >= Gap.line;
  if (!wanted && !run.afterLineComment) return 0;
  if (!run.beforeComment && around.after === '') return 1;
  const opens = isFirst && OPENS.has(around.before);
  const closes = !run.beforeComment && CLOSES.has(around.after);
  return !opens && !closes && (owesBlank || run.lines > 1) ? 2 : 1;
}
