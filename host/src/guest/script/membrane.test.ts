import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toGuest } from './membrane.ts';

/** A resource of the host, whose methods know it by its private member. */
class Stream {
  #isOpen = true;
  isOpen(): boolean {
    return this.#isOpen;
  }
  [Symbol.dispose](): void {
    this.#isOpen = false;
  }
}

describe('a view of a resource', () => {
  it('disposes of its resource', () => {
    const stream = new Stream();
    const view = toGuest(stream) as Stream;
    assert.equal(view.isOpen(), true);
    view[Symbol.dispose]();
    assert.equal(stream.isOpen(), false);
  });

  it('can be disposed of when the resource has no destructor', () => {
    const view = toGuest(new (class Empty {})()) as Disposable;
    assert.equal(view[Symbol.dispose](), undefined);
  });
});
