import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nearest } from './nearest.ts';

describe('nearest', () => {
  const types = ['request', 'response', 'incoming-request', 'fields', 'u'];

  const cases = [
    ['reqest', 'request', 'a letter is missing'],
    ['reuqest', 'request', 'two letters are swapped'],
    ['Fields', 'fields', 'another case'],
    ['request-incoming', 'incoming-request', 'another order of the words'],
    ['field', 'fields', 'singular'],
    ['status-code', undefined, 'nothing is near'],
    ['x', undefined, 'one letter is near to everything short'],
  ] as const;
  for (const [written, meant, why] of cases)
    it(`${written}: ${meant ?? 'none'} (${why})`, () => assert.equal(nearest(written, types), meant));

  it('prefers the closest candidate, then the first', () => {
    assert.equal(nearest('colour', ['colors', 'color']), 'color');
    assert.equal(nearest('cat', ['bat', 'rat']), 'bat');
  });

  it('does not suggest the name itself', () => assert.equal(nearest('fields', ['fields']), undefined));

  it('suggests nothing for a name of a size that no one types', () => {
    const name = 'a'.repeat(1000);
    assert.equal(nearest(`${name}b`, [name]), undefined);
    assert.equal(nearest('fieldz', ['f'.repeat(100_000), 'fields']), 'fields');
  });

  it('suggests nothing without candidates', () => assert.equal(nearest('a', []), undefined));
});
