import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { topological } from './topological.ts';

/** `a: b c; d` is: a needs b and c, d needs nothing. */
function order(text: string): string {
  const entries = text.split('; ').map((entry): [string, string[]] => {
    const [name = '', needs = ''] = entry.split(': ');
    return [name, needs.split(' ').filter((need) => need !== '')];
  });
  return [...topological(new Map(entries))].join(' ');
}

describe('topological order', () => {
  it('leaves the order alone where it may', () => {
    assert.equal(order('c; a; b'), 'c a b');
  });

  it('puts a name behind what it needs, and there as early as its place says', () => {
    assert.equal(order('a: c; b; c; d'), 'b c a d');
  });

  it('leaves out circles and what needs them', () => {
    assert.equal(order('a: b; b: a; c: b; d'), 'd');
  });

  it('knows nothing of needs that are not there', () => {
    assert.equal(order('a: x; b: a a'), 'a b');
  });
});
