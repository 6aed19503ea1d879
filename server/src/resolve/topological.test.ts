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
  it('preserves the order where possible', () => {
    assert.equal(order('c; a; b'), 'c a b');
  });

  it('puts a name after its dependencies, as early as possible', () => {
    assert.equal(order('a: c; b; c; d'), 'b c a d');
  });

  it('omits cycles and their dependents', () => {
    assert.equal(order('a: b; b: a; c: b; d'), 'd');
  });

  it('ignores missing dependencies', () => {
    assert.equal(order('a: x; b: a a'), 'a b');
  });
});
