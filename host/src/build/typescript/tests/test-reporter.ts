/** The reporter of Node's test runner for the tests of components: what failed, why, and where in the user's own files. */
import { outcomesIn, type TestEvent } from './test-outcomes.ts';

export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const event of outcomesIn(events)) {
    if ('output' in event) {
      yield event.output;
      continue;
    }
    const { name, outcome, note, message = '' } = event;
    counts[outcome]++;
    yield outcome === 'failed' ? `✖ ${name}\n${indented(message)}\n` : `✔ ${name}${note}\n`;
  }
  const { passed, failed, skipped } = counts;
  yield `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`;
}

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
    .join('\n');
