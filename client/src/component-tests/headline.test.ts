import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withHeadline } from './headline.ts';

describe('the message of a failed test', () => {
  /** Of the comparison, as this Node.js writes it. */
  const messageOf = (compare: () => void): string => {
    try {
      compare();
    } catch (error) {
      return (error as Error).message;
    }
    assert.fail('the values are equal');
  };
  const headlineOf = (compare: () => void) => withHeadline(messageOf(compare)).split('\n', 1)[0];

  it('begins with both values', () => {
    const answered = 'Hello, Grace!\n';
    assert.equal(
      headlineOf(() => assert.equal(answered, 'Hello, world!\n')),
      String.raw`Expected 'Hello, world!\n', got 'Hello, Grace!\n'`,
    );
    assert.equal(
      headlineOf(() => assert.equal(1, 2)),
      'Expected 2, got 1',
    );
  });

  it('keeps the comparison below', () => {
    const message = messageOf(() => assert.equal(1, 2));
    assert.equal(withHeadline(message), `Expected 2, got 1\n\n${message}`);
  });

  it('stays as it is where the values have several lines, or nothing is compared', () => {
    const lists = messageOf(() => assert.deepEqual([1, 2, 3], [4, 5, 6]));
    for (const message of [lists, 'there is no such user', '']) assert.equal(withHeadline(message), message);
  });
});
