import assert from 'node:assert/strict';
import { test } from 'node:test';
import { docsBefore } from './docs.ts';
import { lex } from './lexer/lexer.ts';

/** The docs of the token that starts behind the last white space. */
const docs = (text: string): string => {
  const tokens = lex(text);
  return docsBefore(tokens, tokens.count - 1);
};

test('docs are the `///` comments before a token', () => {
  assert.equal(docs('/// One.\n///  - two\n///\n/// three\nf'), 'One.\n - two\n\nthree');
});

test('docs are block comments with two stars, without the leading stars of their lines', () => {
  assert.equal(docs('/** One. */ f'), 'One.');
  assert.equal(docs('/**\n * One.\n *   two\n */\nf'), 'One.\n  two');
});

test('plain comments are not docs', () => {
  assert.equal(docs('// a\n/* b */\n/*** c */\n/**/\nf'), '');
  assert.equal(docs('// a\n/// One.\n// b\nf'), 'One.');
});

test('a trailing comment does not document the next item', () => {
  assert.equal(docs('a, /// of a\n/// One.\nf'), 'One.');
  assert.equal(docs('{ /// One.\nf'), 'One.');
});
