/** The reporter of Node's test runner that writes the result of each test as a line of JSON. */
import type { TestResult } from '../../../protocol.ts';
import { outcomesIn, type TestEvent } from './test-outcomes.ts';

export default async function* results(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of outcomesIn(events)) {
    if ('output' in event) continue;
    const { note: _note, ...result } = event;
    yield `${JSON.stringify(result satisfies TestResult)}\n`;
  }
}
