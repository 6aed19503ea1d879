import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { callTree, EVERYTHING, rowsOf } from './call-tree.ts';
import { callWith } from './testing.ts';
import { detailsBody, rowsBody, timelinePage, timeText } from './timeline-page.ts';
import { statusOf } from './timeline-status.ts';
import { assertLoadsOnlyAssets, assets } from '../ui/testing.ts';

const hostile = '<img src=x onerror=alert(1)>"\'';
const call = callWith({
  span: hostile,
  function: hostile,
  callee: hostile,
  arguments: [[hostile, hostile]],
  result: hostile,
  request: hostile,
  failed: 'trap',
});

describe('the page of a timeline', () => {
  it('loads only its own script and stylesheet, and uses no style attributes, which the CSP would block', () => {
    const page = timelinePage('<trace>', assets);
    assertLoadsOnlyAssets(page);
    assert.doesNotMatch(page, /style=/);
    assert.ok(!page.includes('<trace>'));
  });

  it('escapes the recorded texts', () => {
    const rows = rowsOf(callTree({ calls: [call] }), EVERYTHING, new Set());
    for (const html of [rowsBody(rows), detailsBody(call, hostile)]) {
      assert.ok(!html.includes('<img'));
      assert.equal(/(?:src|style)=(?!x)/.exec(html), null);
    }
  });

  it('exposes the level and state of each row to screen readers', () => {
    const inner = callWith({ span: '2', parent: '1', caller: 'a', callee: 'b', failed: 'trap' });
    const tree = callTree({ calls: [callWith({ span: '1' }), inner] });
    const html = rowsBody(rowsOf(tree, EVERYTHING, new Set()));
    assert.match(html, /data-span="1" aria-level="1" aria-expanded="true"/);
    assert.match(html, /data-span="2" aria-level="2" class="trap"/);
  });

  it('has the whole names of a function and of instances as titles, where its columns are narrow', () => {
    const call = callWith({ function: 'x:y/auth.check', caller: 'my-component', callee: 'greeter' });
    const html = rowsBody(rowsOf(callTree({ calls: [call] }), EVERYTHING, new Set()));
    assert.match(html, /title="x:y\/auth\.check"/);
    assert.match(html, /title="my-component → greeter">my-component → greeter</);
  });

  it('offers only applicable actions', () => {
    const withHandle = callWith({ arguments: [['box', 'own<box>']] });
    assert.match(detailsBody(withHandle, '/x.wasm'), /data-action="copy" disabled title="a handle/);
    assert.ok(!detailsBody(withHandle, '/x.wasm').includes('data-action="command"'));
    assert.ok(detailsBody(callWith({}), '/x.wasm').includes('data-action="command"'));
  });

  it('formats durations with units', () =>
    assert.deepEqual([0, 12, 1240, 3_500_000].map(timeText), ['0 µs', '12 µs', '1.24 ms', '3.50 s']));

  it('summarizes the number of calls, the failures and the reason for stopping', () => {
    const saved = { calls: [callWith({}), callWith({ failed: 'trap' })] };
    assert.equal(
      statusOf({ calls: [] }, EVERYTHING, 0, undefined),
      '0 calls yet. Calls appear here when they are made.',
    );
    assert.equal(statusOf({ calls: [callWith({})] }, EVERYTHING, 1, undefined), '1 call.');
    assert.equal(statusOf(saved, EVERYTHING, 2, undefined), '2 calls. 1 trap.');
    assert.equal(
      statusOf({ ...saved, stopped: 'enough' }, { text: 'x', shown: 'all' }, 1, undefined),
      '1 of 2 calls. 1 trap. Enough.',
    );
    assert.equal(statusOf(saved, EVERYTHING, 2, 'no list'), 'This file is not a recording: no list');
  });
});
