import assert from 'node:assert/strict';
import { it } from 'node:test';
import { escaped } from './escaped.ts';

it('replaces each character that could end a text, an attribute or an entity', () =>
  assert.equal(escaped(`<a b='c' d="&">é`), '&#60;a b=&#39;c&#39; d=&#34;&#38;&#34;&#62;é'));
