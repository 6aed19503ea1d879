/** The reporter of Node's test runner for the tests of components: what failed, why, and where in the user's own files. */
import { isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';

/** The events of the runner that the report uses (node:test, "Class: TestsStream"). */
export type TestEvent =
  | { readonly type: 'test:start'; readonly data: { readonly name: string; readonly nesting: number } }
  | { readonly type: 'test:pass' | 'test:fail'; readonly data: Outcome }
  | { readonly type: 'test:stdout' | 'test:stderr'; readonly data: { readonly message: string } };

interface Outcome {
  readonly name: string;
  readonly nesting: number;
  readonly skip?: string | boolean;
  readonly todo?: string | boolean;
  readonly details: {
    readonly type?: string;
    readonly error?: { readonly cause?: unknown; readonly failureType?: string };
  };
}

export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  /** Names of the enclosing suites of an event, and its own. */
  const names: string[] = [];
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    if (type === 'test:start') names.splice(data.nesting, Infinity, data.name);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const { failureType, cause } = data.details.error ?? {};
    // The events of a suite only repeat those of its tests.
    if (failureType === 'subtestsFailed' || (type === 'test:pass' && data.details.type === 'suite')) continue;
    const name = [...names.slice(0, data.nesting), data.name].join(' > ');
    counts[type === 'test:fail' ? 'failed' : noteOf(data) === '' ? 'passed' : 'skipped']++;
    yield type === 'test:pass' ? `✔ ${name}${noteOf(data)}\n` : `✖ ${sourceOf(name)}\n${reasonOf(cause)}`;
  }
  const { passed, failed, skipped } = counts;
  yield `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`;
}

function noteOf({ skip, todo }: Outcome): string {
  if (skip !== undefined && skip !== false) return ' (skipped)';
  return todo === undefined || todo === false ? '' : ' (to do)';
}

/** A file that ends before its tests are over is named by the path of its bundle, as the whole name of a test. */
const sourceOf = (name: string): string =>
  isAbsolute(name) ? relative(join('dist', 'test'), name).replace(/\.mjs$/, '') : name;

function reasonOf(cause: unknown): string {
  const error = cause instanceof Error ? cause : undefined;
  const text = error ? error.message : typeof cause === 'string' ? cause : inspect(cause);
  // Node marks the first difference with a caret in a line of its own.
  const lines = text
    .trimEnd()
    .split('\n')
    .filter((line) => !/^\s+\^\s*$/.test(line));
  const all = [...lines, ...framesOf(error?.stack ?? '')];
  return `${all.map((line) => `  ${line}`.trimEnd()).join('\n')}\n`;
}

/** The frames in files of the component: not those of Node.js, of packages, or of the test library. */
function framesOf(stack: string): string[] {
  return stack.split('\n').flatMap((line) => {
    const [, name, place = ''] =
      /^\s+at (?:(.*) \()?((?:file:|\/|[A-Za-z]:\\).*:\d+:\d+)\)?$/.exec(line) ?? [];
    const path = place.startsWith('file:') ? fileURLToPath(place) : place;
    const own = relative(process.cwd(), path);
    if (path === '' || own.startsWith('..') || /node_modules|stand-ins/.test(own)) return [];
    return `at ${name === undefined || /^(TestContext|SuiteContext)\./.test(name) ? own : `${name} (${own})`}`;
  });
}
