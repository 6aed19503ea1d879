import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { leavesOf, type Node, withoutExcluded } from './selection.ts';

interface Item extends Node<Item> {
  readonly id: string;
}

const item = (id: string, ...children: Item[]): Item => ({
  id,
  children: children.map((one) => [one.id, one]),
});
const ids = (items: readonly Item[]) => items.map(({ id }) => id);

describe('a selection of tests', () => {
  const [right, sung, other] = [item('right'), item('sung'), item('other')];
  const suite = item('suite', right, sung);
  const folder = item('folder', suite, other);

  it('is an item as a whole, unless something in it is excluded', () => {
    assert.deepEqual(ids(withoutExcluded(folder, [])), ['folder']);
    assert.deepEqual(ids(withoutExcluded(folder, [other])), ['suite']);
    assert.deepEqual(ids(withoutExcluded(folder, [sung])), ['right', 'other']);
    assert.deepEqual(ids(withoutExcluded(folder, [folder])), []);
  });

  it('consists of the tests below it', () => {
    assert.deepEqual(ids(leavesOf(folder)), ['right', 'sung', 'other']);
    assert.deepEqual(ids(leavesOf(other)), ['other']);
  });
});
