import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTrace } from './trace.ts';

const event = { name: 'a:b/c.f', cat: 'call', ph: 'X', ts: 5, dur: 2, pid: 1, tid: 3 };
const args = { caller: 'one', callee: 'two', arguments: { x: '1' }, result: '2', span: 's', trace: 't' };
const call = {
  span: 's',
  trace: 't',
  thread: 3,
  start: 5,
  duration: 2,
  caller: 'one',
  callee: 'two',
  function: 'a:b/c.f',
  arguments: [['x', '1']],
  result: '2',
};
const ours = JSON.stringify({ ...event, args });

describe('a saved trace', () => {
  it('is a list of events', () => assert.deepEqual(readTrace(`[\n${ours}\n]\n`).calls, [call]));

  for (const [what, text] of Object.entries({
    'whose end is missing': `[\n${ours}`,
    'whose end is missing behind a comma': `[\n${ours},\n`,
    'whose last line is written in part': `[\n${ours},\n{"name":"x","arg`,
    'in an object': JSON.stringify({ traceEvents: [{ ...event, args }], displayTimeUnit: 'ms' }),
  }))
    it(`is read ${what}`, () => assert.deepEqual(readTrace(text).calls, [call]));

  it('that nothing was written to has no calls', () => assert.deepEqual(readTrace('[').calls, []));

  it('names its component, and why it stopped', () => {
    const { component, stopped } = readTrace(
      JSON.stringify([
        { ph: 'M', name: 'process_name', args: { name: 'x.wasm', component: '/x.wasm' } },
        { ph: 'i', cat: 'stopped', name: 'enough' },
      ]),
    );
    assert.deepEqual({ component, stopped }, { component: '/x.wasm', stopped: 'enough' });
  });

  it('of another program has the fields that are known', () => {
    const events = [{ ...event, args: { url: 'x', count: 2 } }, { ph: 'B', name: 'y', ts: 1 }, null, 7];
    const { span: _, ...found } = readTrace(JSON.stringify(events)).calls[0]!;
    assert.deepEqual(found, {
      trace: '1/3',
      thread: 3,
      start: 5,
      duration: 2,
      caller: '',
      callee: '',
      function: 'a:b/c.f',
      arguments: [
        ['url', 'x'],
        ['count', '2'],
      ],
    });
  });

  it('is in the order of time, each call before those within it', () => {
    const at = (name: string, ts: number, dur: number) => ({ ...event, name, ts, dur });
    const { calls } = readTrace(JSON.stringify([at('inner', 1, 1), at('outer', 1, 9), at('first', 0, 1)]));
    assert.deepEqual(
      calls.map((one) => one.function),
      ['first', 'outer', 'inner'],
    );
  });

  for (const text of ['', '{}', 'null', '7', '{"traceEvents": 3}', '[}'])
    it(`is not ${text === '' ? 'an empty file' : text}`, () =>
      assert.throws(() => readTrace(text), SyntaxError));
});
