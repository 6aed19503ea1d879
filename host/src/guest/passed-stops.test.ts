import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PassedStops } from './passed-stops.ts';

const message = (method: string, params: object = {}) => ({
  thread: 1,
  text: JSON.stringify({ method, params }),
});
const thrownIn = (scriptId: string, reason = 'exception') =>
  message('Debugger.paused', { reason, callFrames: [{ location: { scriptId } }] });

function stopsOf(): PassedStops {
  const stops = new PassedStops();
  const parsed = (params: object) => stops.passes(message('Debugger.scriptParsed', params));
  assert.equal(parsed({ scriptId: '1', url: 'file:///host/guest.js' }), false);
  assert.equal(parsed({ scriptId: '2', url: 'wit-studio:///handler.js' }), false);
  assert.equal(parsed({ scriptId: '3', url: 'wasm://wasm/1', scriptLanguage: 'WebAssembly' }), false);
  return stops;
}

describe('a thread that has stopped', () => {
  it("resumes at the host's exceptions, and stops at those of a guest", () => {
    const stops = stopsOf();
    assert.equal(stops.passes(thrownIn('1')), true);
    assert.equal(stops.passes(thrownIn('1', 'promiseRejection')), true);
    assert.equal(stops.passes(thrownIn('2')), false);
    assert.equal(stops.passes(thrownIn('3')), false);
  });

  it('stops at breakpoints', () => {
    assert.equal(stopsOf().passes(thrownIn('1', 'other')), false);
  });

  it('stops at every exception during a step', () => {
    const stops = stopsOf();
    stops.sent(message('Debugger.stepOver'));
    assert.equal(stops.passes(thrownIn('1')), false);
    stops.sent(message('Debugger.resume'));
    assert.equal(stops.passes(thrownIn('1')), true);
  });
});
