import { parse, type ParsedFile } from '../../../syntax/parse.ts';
import { firstWithAttributes } from '../../../syntax/parser/recovery/starts.ts';
import type { Fix, FixContext } from '../fix.ts';
import { type Correction, correctionsAt } from './token-corrections.ts';

/** How the text reads after a correction. */
interface Reading {
  readonly correction: Correction | undefined;
  /** Mistakes above the place, at or below it, and how many tokens are left at the first of these. */
  readonly above: number;
  readonly below: number;
  readonly left: number;
  /** Errors inside of tokens: a character may start a comment. */
  readonly within: number;
  /** Whether there is still an error at the token where the mistake was reported. */
  readonly isThere: boolean;
}

/** The longest file that is parsed again for each possible correction. */
const MOST_TOKENS = 5000;

/** The most corrections that are offered: a longer menu is harder to choose from than to type. */
const MOST_FIXES = 3;

/**
 * Fixes a single token that is missing, extra or wrong: every correction at the place is tried, and those after which
 * the text has the fewest errors are offered.
 */
export function* correctToken({ file, found }: FixContext): Generator<Fix> {
  if (file.tokens.count > MOST_TOKENS) return;
  const place = file.tokens.firstEndingAfter(found.start);
  // The missing brace belongs before the attributes of the item that tells that it is missing.
  const token = found.code === 'unclosed-brace' ? firstWithAttributes(file.tokens, place) : place;
  const places = { corrected: file.tokens.count - token, reported: file.tokens.count - place };
  const now = read(file, places, undefined);
  const tried = [...correctionsAt(file.tokens, token)].map((one) => read(corrected(file, one), places, one));
  const better = tried.filter((after) => isBetter(after, now));
  const best = better.reduce((least, after) => (compare(after, least) < 0 ? after : least), now);
  const good = better.filter((after) => compare(after, best) === 0);
  // One after which the next error of the item shows may have hidden the mistake.
  const isCertain = best.below < now.below;
  const isAutomatic = good.length === 1 && isCertain;
  for (const [n, { correction }] of good.slice(0, MOST_FIXES).entries()) {
    const { title, ...edit } = correction!;
    yield { title, isPreferred: n === 0 && isCertain, isAutomatic, edits: [{ uri: file.uri, ...edit }] };
  }
}

function corrected({ uri, tokens: { text } }: ParsedFile, { start, end, text: put }: Correction): ParsedFile {
  return parse(uri, text.slice(0, start) + put + text.slice(end));
}

/** Numbers of tokens from a place to the end, which are the same before and after a correction above it. */
interface Places {
  readonly corrected: number;
  readonly reported: number;
}

function read({ ast, tokens }: ParsedFile, places: Places, correction: Correction | undefined): Reading {
  const lefts = ast.errors.map(({ first }) => tokens.count - first);
  const below = lefts.filter((left) => left <= places.corrected);
  return {
    correction,
    above: lefts.length - below.length,
    below: below.length,
    left: Math.max(0, ...below),
    within: tokens.errors.length,
    isThere: lefts.includes(places.reported),
  };
}

/**
 * Whether there is an error less; or whether the error hid the next one of its item, which is found now, and not right
 * behind it. A brace that only moves the error is no correction.
 */
function isBetter(after: Reading, now: Reading): boolean {
  if (after.above > now.above || after.within > now.within || after.isThere) return false;
  const isBrace = /[{}]/.test(after.correction?.text ?? '');
  const showsNext = !isBrace && after.below === now.below && now.left - after.left > 2;
  return after.below < now.below || showsNext;
}

const compare = (one: Reading, other: Reading): number => one.below - other.below || one.left - other.left;
