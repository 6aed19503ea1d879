import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lex } from './lexer.ts';
import { keywords, nameOfKind, punctuation } from './token-kind.ts';

/** The kinds of the tokens of a text. */
const kinds = (text: string): string[] => {
  const tokens = lex(text);
  return Array.from({ length: tokens.count }, (_, token) => nameOfKind(tokens.kind(token)));
};

/** The texts of its tokens. */
const texts = (text: string): string[] => {
  const tokens = lex(text);
  return Array.from({ length: tokens.count }, (_, token) => tokens.textOf(token));
};

const codes = (text: string): string[] => lex(text).errors.map(({ code }) => code);

describe('the lexer', () => {
  test('recognizes all punctuation and keywords', () => {
    assert.deepEqual(kinds(punctuation.join(' ')), [...punctuation]);
    assert.deepEqual(kinds(keywords.join(' ')), [...keywords]);
  });

  test('takes the longest word and the longest punctuation', () => {
    assert.deepEqual(kinds('used use-x use u88'), ['identifier', 'identifier', 'use', 'identifier']);
    assert.deepEqual(kinds('->-> - >'), ['->', '->', '-', '>']);
    assert.deepEqual(
      texts('a->b 1.2'),
      ['a->b', '1', '.', '2'].flatMap((one) => (one === 'a->b' ? ['a-', '>', 'b'] : [one])),
    );
  });

  test('escapes keywords with %', () => {
    assert.deepEqual(kinds('%use %a'), ['escaped-identifier', 'escaped-identifier']);
    assert.deepEqual(texts('%use'), ['%use']);
  });

  test('skips white space and comments', () => {
    assert.deepEqual(texts('a\t\r\n b // c\n/* d /* e */ f */ g /**/ h'), ['a', 'b', 'g', 'h']);
  });

  test('accepts letters of all scripts, which a rule refuses in identifiers', () => {
    assert.deepEqual(kinds('größe 𝒳'), ['identifier', 'identifier']);
  });

  test('counts offsets in UTF-16', () => {
    const tokens = lex('/* 😀 */ a');
    assert.equal(tokens.start(0), 9);
    assert.equal(tokens.end(0), 10);
  });

  test('reports each error once', () => {
    assert.deepEqual(codes('a $ b ## c'), ['unexpected-character', 'unexpected-character']);
    assert.deepEqual(codes('/* a /* b */\n/* c'), ['unterminated-comment']);
    assert.deepEqual(codes('"a'), ['unterminated-string']);
    assert.deepEqual(codes('"a\n'), ['string-character']);
    assert.deepEqual(codes('// \u202e'), ['direction-override']);
    assert.deepEqual(codes('// \u0149'), ['discouraged-character']);
  });

  test('finds the token at an offset', () => {
    const tokens = lex('ab  c;');
    assert.deepEqual(
      [0, 2, 3, 4, 5, 6].map((offset) => tokens.at(offset)),
      [0, 0, undefined, 1, 2, 2],
    );
  });
});
