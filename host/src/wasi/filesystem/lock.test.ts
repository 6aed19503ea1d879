import assert from 'node:assert/strict';
import { it } from 'node:test';
import { threadId } from 'node:worker_threads';
import { adoptFolderLock, endTurnOf, inTurn, newFolderLock } from './lock.ts';

it('is held by one thread, is reentrant, and is released when its thread ends', () => {
  const lock = newFolderLock();
  adoptFolderLock(lock);
  const during = inTurn(() => inTurn(() => lock[0]));
  assert.equal(during, threadId + 1);
  assert.equal(lock[0], 0);
  assert.throws(() => inTurn(() => assert.fail('the work failed')), /the work failed/);
  assert.equal(lock[0], 0);

  const gone = 98;
  lock[0] = gone + 1;
  endTurnOf(lock, 7);
  assert.equal(lock[0], gone + 1);
  endTurnOf(lock, gone);
  assert.equal(
    inTurn(() => 'my turn'),
    'my turn',
  );
});
