import assert from 'node:assert/strict';
import { it } from 'node:test';
import { withArticle } from './with-article.ts';

it('puts the article by the first sound', () => {
  assert.deepEqual(['interface', 'world', 'object', 'type', 'u8', 's8', 'f32'].map(withArticle), [
    'an interface',
    'a world',
    'an object',
    'a type',
    'a u8',
    'an s8',
    'an f32',
  ]);
});
