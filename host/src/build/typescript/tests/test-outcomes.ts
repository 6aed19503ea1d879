/** The events of the test runner of Node.js that concern the tests of components. */
import { isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import type { TestResult } from '../../../protocol.ts';

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
    readonly duration_ms?: number;
    readonly type?: string;
    readonly error?: { readonly cause?: unknown; readonly failureType?: string };
  };
}

/** A test that is over. */
export interface TestOutcome extends TestResult {
  /** Why a test that did not fail did not run: ` (skipped)`, ` (to do)`; or empty. */
  readonly note: string;
}

export interface TestOutput {
  readonly output: string;
}

/** The results of tests, and what they print, in the order of the runner. */
export async function* outcomesIn(
  events: AsyncIterable<TestEvent>,
): AsyncGenerator<TestOutcome | TestOutput> {
  /** Names of the enclosing suites of an event, and its own. */
  const names: string[] = [];
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') yield { output: data.message };
    if (type === 'test:start') names.splice(data.nesting, Infinity, data.name);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const { failureType, cause } = data.details.error ?? {};
    // The events of a suite only repeat those of its tests; a file without tests has an event that is no test.
    if (failureType === 'subtestsFailed') continue;
    if (type === 'test:pass' && (data.details.type === 'suite' || isAbsolute(data.name))) continue;
    const name = [...names.slice(0, data.nesting), data.name].join(' > ');
    const durationMs = data.details.duration_ms ?? 0;
    if (type === 'test:fail')
      yield { name: sourceOf(name), outcome: 'failed', note: '', durationMs, ...reasonOf(cause) };
    else yield { name, ...passed(noteOf(data)), durationMs };
  }
}

const passed = (note: string) => ({
  outcome: note === '' ? ('passed' as const) : ('skipped' as const),
  note,
});

function noteOf({ skip, todo }: Outcome): string {
  if (skip !== undefined && skip !== false) return ' (skipped)';
  return todo === undefined || todo === false ? '' : ' (to do)';
}

/** A file that ends before its tests are over is named by the path of its bundle, as the whole name of a test. */
const sourceOf = (name: string): string =>
  isAbsolute(name) ? relative(join('dist', 'test'), name).replace(/\.mjs$/, '') : name;

/** The message, frames included, and the innermost place in the sources. */
function reasonOf(cause: unknown): Pick<TestResult, 'message' | 'at'> {
  const error = cause instanceof Error ? cause : undefined;
  const text = error ? error.message : typeof cause === 'string' ? cause : inspect(cause);
  // Node marks the first difference with a caret in a line of its own.
  const lines = text
    .trimEnd()
    .split('\n')
    .filter((line) => !/^\s+\^\s*$/.test(line));
  const frames = framesOf(error?.stack ?? '');
  const [, file, line, column] =
    /([^( ][^(]*):(\d+):(\d+)\)?$/.exec(frames[0]?.slice('at '.length) ?? '') ?? [];
  const at = file !== undefined && {
    at: { file: file.replaceAll('\\', '/'), line: Number(line), column: Number(column) },
  };
  return { message: [...lines, ...frames].join('\n'), ...at };
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
