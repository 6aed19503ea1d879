import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isAuthority, isMethod, isPathWithQuery, isScheme } from './parts.ts';

/** Valid and invalid parts; wasmtime decides the same (run/cases/client.test.ts compares). */
const cases = [
  [isMethod, ['get', 'QUERY', "!#$%&'*+-.^_`|~"], ['', 'a b', 'a\n', 'x/y', 'café']],
  [isScheme, ['ws', 'a+b-c.d', '1a', 's'.repeat(64)], ['a:b', 'a b', 'a_b', 's'.repeat(65)]],
  [isAuthority, ['a', 'a.b:80', '[::1]', '[::1]:80', 'u@a', 'u:p@a:1', ':80'], ['', 'a:', 'a:x', 'a:65536']],
  [isAuthority, [], ['::1', '[::1', 'a/b', 'a?b', 'a#b', 'a b', 'a%20b', 'a@', 'a:1:2', 'café', 'a\r\nb']],
  [isPathWithQuery, ['', '/', '?a=b', '//a', '/a?b#c', '/café', '/{a}', '/?`'], ['a', '*', '#', 'http://a/']],
  [
    isPathWithQuery,
    ['/' + 'a'.repeat(65_533)],
    ['/a b', '/?a b', '/a\r\nb', '/<', '/`', '/?"', '/' + 'a'.repeat(65_534)],
  ],
] as const;

describe('the parts of a request', () => {
  for (const [takes, good, bad] of cases) {
    for (const text of good)
      it(`${takes.name} takes ${JSON.stringify(text.slice(0, 40))}`, () => assert.equal(takes(text), true));
    for (const text of bad)
      it(`${takes.name} refuses ${JSON.stringify(text.slice(0, 40))}`, () =>
        assert.equal(takes(text), false));
  }
});
