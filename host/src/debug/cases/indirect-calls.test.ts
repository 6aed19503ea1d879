import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { launch, session, stopped } from '../testing/debuggee.ts';
import { debuggee, lineOf } from '../testing/shop.ts';

const path = join(debuggee, 'calls.rs');

/** Lines of `total` with a call, and the function that each leads to, with its first line. */
const CALLS = [
  { call: 'let each = prices[0].of(3)', callee: '<calls::Each as calls::Price>::of', line: 'let all =' },
  { call: 'let flat = prices[1].of(3)', callee: '<calls::Flat as calls::Price>::of', line: 'let once =' },
  { call: 'let less = discount(', callee: 'calls::numbers::{{closure}}', line: 'let lessened =' },
  { call: 'let last = rounded(', callee: 'calls::half', line: 'let rest =' },
  { call: 'let more = surcharge(', callee: 'calls::numbers::{{closure}}', line: 'let raised =' },
];

it(
  'a step into a call through a table of functions stops in the implementation, and a step out returns',
  { timeout: 60_000 },
  async () => {
    const program = join(debuggee, 'calls.wasm');
    const client = session(storage);
    const configuration = { program, invoke: 'numbers(4)', sourceMap: { '/sources': debuggee } };
    await launch(client, configuration, () =>
      client.request('setBreakpoints', {
        source: { path },
        breakpoints: [{ line: lineOf(path, CALLS[0]!.call) }],
      }),
    );
    const seenAfter = async (command: string): Promise<string> => {
      await client.request(command, { threadId: 1 });
      return (await stopped(client)).places[0]!;
    };
    try {
      let at = (await stopped(client)).places[0];
      for (const { call, callee, line } of CALLS) {
        const caller = `calls::total:${lineOf(path, call)}`;
        assert.equal(at, caller);
        assert.equal(await seenAfter('stepIn'), `${callee}:${lineOf(path, line)}`);
        assert.equal(await seenAfter('stepOut'), caller);
        at = await seenAfter('next');
      }
    } finally {
      client.close();
      await client.over;
    }
  },
);
