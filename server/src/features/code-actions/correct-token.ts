import { parse, type ParsedFile } from '../../syntax/parse.ts';
import type { Fix, FixContext } from './fix.ts';
import { type Correction, correctionsAt } from './token-corrections.ts';

/** How the text reads after a correction. */
interface Reading {
  /** Mistakes above the place, at or below it, and how much of the text is left at the first of these. */
  readonly above: number;
  readonly below: number;
  readonly left: number;
}

/** Longer files are not read again for every correction that might be. */
const MOST_TOKENS = 10_000;

/** More than this is no help. */
const MOST_FIXES = 3;

/**
 * Mends a single token too few, too many or wrong: every correction at the place is tried, and those after
 * which the text reads best are proposed.
 */
export function* correctToken({ file, found }: FixContext): Generator<Fix> {
  const { uri, tokens } = file;
  if (tokens.count > MOST_TOKENS) return;
  const rest = tokens.text.length - found.start;
  const now = read(file, rest);
  const tried = [...correctionsAt(tokens, tokens.firstEndingAfter(found.start))].map((correction) => {
    return { correction, after: read(corrected(file, correction), rest) };
  });
  const better = tried.filter(({ after }) => after.above <= now.above && compare(after, now) < 0);
  const best = better.reduce((least, { after }) => (compare(after, least) < 0 ? after : least), now);
  const good = better.filter(({ after }) => compare(after, best) === 0);
  for (const [n, { correction }] of good.slice(0, MOST_FIXES).entries()) {
    const { title, start, end, text } = correction;
    yield {
      title,
      isPreferred: n === 0,
      isAutomatic: good.length === 1,
      edits: [{ uri, start, end, text }],
    };
  }
}

function corrected({ uri, tokens: { text } }: ParsedFile, { start, end, text: put }: Correction): ParsedFile {
  return parse(uri, text.slice(0, start) + put + text.slice(end));
}

/** @param rest how much text is left at the place; the same before and after a correction of what is above it */
function read({ ast, tokens }: ParsedFile, rest: number): Reading {
  const lefts = ast.errors.map(({ first }) => tokens.text.length - tokens.start(first));
  const below = lefts.filter((left) => left <= rest);
  return { above: lefts.length - below.length, below: below.length, left: Math.max(0, ...below) };
}

/** Fewer mistakes are better; of one that only hid the next one of its item, the next one shows. */
const compare = (one: Reading, other: Reading): number => one.below - other.below || one.left - other.left;
