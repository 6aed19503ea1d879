import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { docsBefore } from './docs.ts';
import { parse } from './parse.ts';

/** Whether an edit leaves the AST the very same object, so that nothing that depends on it is computed again. */
function reusesAst(before: string, after: string): boolean {
  const previous = parse('file:///a.wit', before);
  const now = parse('file:///a.wit', after, previous);
  assert.deepEqual(now.ast, parse('file:///a.wit', after).ast);
  return now.ast === previous.ast;
}

describe('the AST is reused', () => {
  const text = 'package a:b@1.0.0;\n/// Docs.\ninterface i {\n  f: func();\n}\n';

  test('when white space, comments or docs are edited', () => {
    assert.ok(reusesAst(text, text.replaceAll('\n', '\r\n\t')));
    assert.ok(reusesAst(text, text.replace('Docs.', 'Other docs.')));
    assert.ok(reusesAst(text, `/* c */ ${text} // d`));
  });

  test('with updated docs and locations', () => {
    const previous = parse('file:///a.wit', text);
    const now = parse('file:///a.wit', text.replace('Docs.', 'Other docs.'), previous);
    const [first] = now.ast.items;
    assert.equal(docsBefore(now.tokens, first!.first), 'Other docs.');
    assert.equal(now.tokens.start(first!.first), text.indexOf('interface') + 'Other '.length);
  });
});

describe('the AST is parsed again', () => {
  test('when a token is added, removed or changed', () => {
    assert.ok(!reusesAst('interface i {}', 'interface j {}'));
    assert.ok(!reusesAst('interface i {}', 'interface i {};'));
    assert.ok(!reusesAst('interface i {}', 'world i {}'));
  });

  test('when the tokens of a version are separated', () => {
    assert.ok(!reusesAst('package a:b@1.0.0-rc;', 'package a:b@1.0.0 -rc;'));
  });

  test('when the text was invalid, because its layout affected the result', () => {
    assert.ok(!reusesAst('interface i {\n  f: func()\n}', 'interface i {\n\n  f: func()\n}'));
    assert.ok(!reusesAst('interface i {\n  $\n}', 'interface i {\n\n  $\n}'));
  });
});
