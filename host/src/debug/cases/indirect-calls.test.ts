import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { launch, session, stopped } from '../testing/debuggee.ts';
import { debuggee, lineOf } from '../testing/shop.ts';

/** A line of the caller with a call, and the function that it leads to, with its first line. */
interface Call {
  readonly call: string;
  readonly callee: string;
  readonly line: string;
}

const RUST: readonly Call[] = [
  { call: 'let each = prices[0].of(3)', callee: '<calls::Each as calls::Price>::of', line: 'let all =' },
  { call: 'let flat = prices[1].of(3)', callee: '<calls::Flat as calls::Price>::of', line: 'let once =' },
  { call: 'let less = discount(', callee: 'calls::numbers::{{closure}}', line: 'let lessened =' },
  { call: 'let last = rounded(', callee: 'calls::half', line: 'let rest =' },
  { call: 'let more = surcharge(', callee: 'calls::numbers::{{closure}}', line: 'let raised =' },
  { call: 'let counted = count(', callee: 'calls::numbers::{{closure}}', line: 'let doubled =' },
  { call: 'let done = finish(', callee: 'calls::numbers::{{closure}}', line: 'let finished =' },
];

const CPP: readonly Call[] = [
  { call: 'int by_base =', callee: 'each::of', line: 'int all =' },
  { call: 'int by_second =', callee: 'each::tax', line: 'int added =' },
  { call: 'int by_member =', callee: 'half', line: 'int rest =' },
  { call: 'int by_lambda =', callee: 'operator()', line: 'int lessened =' },
  { call: 'int by_method =', callee: 'each::of', line: 'int all =' },
];

const programs = [
  { source: 'calls.rs', program: 'calls.wasm', caller: 'calls::total', calls: RUST },
  { source: 'calls.cpp', program: 'calls-cpp.wasm', caller: 'total', calls: CPP },
];

describe('a step into a call through a table of functions', { timeout: 60_000 }, () => {
  for (const { source, program, caller, calls } of programs)
    it(`stops in the implementation, and a step out returns, in ${source}`, async () => {
      const path = join(debuggee, source);
      const client = session(storage);
      const configuration = {
        program: join(debuggee, program),
        invoke: 'numbers(4)',
        sourceMap: { '/sources': debuggee },
      };
      await launch(client, configuration, () =>
        client.request('setBreakpoints', {
          source: { path },
          breakpoints: [{ line: lineOf(path, calls[0]!.call) }],
        }),
      );
      const placeAfter = async (command: string): Promise<string> => {
        await client.request(command, { threadId: 1 });
        return (await stopped(client)).places[0]!;
      };
      try {
        let at = (await stopped(client)).places[0];
        for (const { call, callee, line } of calls) {
          const place = `${caller}:${lineOf(path, call)}`;
          assert.equal(at, place);
          assert.equal(await placeAfter('stepIn'), `${callee}:${lineOf(path, line)}`);
          assert.equal(await placeAfter('stepOut'), place);
          at = await placeAfter('next');
        }
      } finally {
        client.close();
        await client.over;
      }
    });
});
