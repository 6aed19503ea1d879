import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Span } from './ast.ts';
import { lex } from './lexer/lexer.ts';
import { parse, type ParsedFile } from './parse.ts';
import { realTexts, withoutCorpus } from './testing/corpus.ts';
import { random } from './testing/random.ts';
import { randomEdits, randomText } from './testing/random-edits.ts';

/** CI makes some; `WIT_EDITS=1000000` makes a million, with another `WIT_SEED`. */
const count = Number(process.env.WIT_EDITS ?? 20_000) || 1_000_000;
const seed = Number(process.env.WIT_SEED ?? 1);

/** Tokens are in order, and every node and error is among them. */
function assertInPlace({ tokens, ast }: ParsedFile): void {
  for (let token = 0; token < tokens.count; token++)
    assert.ok(tokens.start(token) < tokens.end(token) && tokens.end(token) <= tokens.start(token + 1));
  JSON.stringify(ast, (_, value: unknown) => {
    if (typeof value === 'bigint') return undefined;
    const { first, last } = (value ?? {}) as Partial<Span>;
    if (first !== undefined && last !== undefined)
      assert.ok(0 <= first && first <= last && last <= tokens.count);
    return value;
  });
  for (const { start, end } of tokens.errors)
    assert.ok(0 <= start && start < end && end <= tokens.text.length);
}

/** The tokens and their errors, for comparison. */
const tableOf = ({ tokens: { table, count, errors } }: Pick<ParsedFile, 'tokens'>) => [
  ...[table.kinds, table.starts, table.ends].map((column) => column.subarray(0, count).join()),
  errors,
];

/** Milliseconds that a text takes, the least of three times. */
function minimumDuration(text: string): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    parse('file:///a.wit', text);
    return performance.now() - start;
  });
  return Math.min(...times);
}

describe('random edits of published packages', { skip: withoutCorpus }, () => {
  test('result in the tokens and the AST of a fresh parse', (t) => {
    let previous: ParsedFile | undefined;
    let [n, reused, slowest, length] = [0, 0, 0, 0];
    for (const { text, isFirst } of randomEdits(realTexts(), count, seed)) {
      const start = performance.now();
      const now = parse('file:///a.wit', text, isFirst ? undefined : previous);
      // The machine may have been busy with something else.
      const time = performance.now() - start > slowest ? minimumDuration(text) : 0;
      if (time > slowest) [slowest, length] = [time, text.length];
      const isReused = !isFirst && now.ast === previous?.ast;
      if (isReused) reused++;
      assert.deepEqual(tableOf(now), tableOf({ tokens: lex(text) }));
      if (isReused || n % 20 === 0) assert.deepEqual(now.ast, parse('file:///a.wit', text).ast);
      if (n++ % 50 === 0) assertInPlace(now);
      previous = now;
    }
    assert.ok(reused > 0);
    const most = `${slowest.toFixed(1)} ms for ${length} characters`;
    t.diagnostic(`${n} edits, ${reused} of which left the AST as it was; slowest parse ${most}`);
  });
});

describe('random text', () => {
  const { below, pick } = random(seed);

  test('of lexer tokens is parsed', () => {
    for (let n = 0; n < 500; n++)
      assertInPlace(parse('file:///a.wit', randomText(below(200), { below, pick })));
  });

  test('of arbitrary bytes is parsed', () => {
    for (let n = 0; n < 500; n++) {
      const bytes = Uint8Array.from({ length: below(400) }, () => below(256));
      assertInPlace(parse('file:///a.wit', new TextDecoder().decode(bytes)));
      assertInPlace(parse('file:///a.wit', String.fromCharCode(...bytes)));
    }
  });

  test('of arbitrary UTF-16 is parsed', () => {
    for (let n = 0; n < 500; n++) {
      const units = Array.from({ length: below(400) }, () => below(0x10000));
      assertInPlace(parse('file:///a.wit', String.fromCharCode(...units)));
    }
  });
});
