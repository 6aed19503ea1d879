/**
 * The last output of a guest before it gives up: each language writes the reason to standard error in its own way, and
 * traps by `unreachable`. That output is the message that a user needs, with the place in the sources.
 */
import type { Sink } from '../../wasi/output-stream.ts';

export interface LastWords {
  readonly message: string;
  /** Innermost first, as `at f (src/a.py:3)`. */
  readonly frames: readonly string[];
  /** Whether the frames are all; else one of them is a place. */
  readonly isStack?: true;
}

/** A traceback of a deep recursion is longer, but its end says it all. */
const MOST_BYTES = 16_384;

let last = Buffer.alloc(0);

/** Passes on standard error, and remembers its end. */
export const remembering =
  (sink: Sink): Sink =>
  (bytes) => {
    last = Buffer.concat([last, bytes]).subarray(-MOST_BYTES);
    return sink(bytes);
  };

/** Another instance begins. */
export function forgetLastWords(): void {
  last = Buffer.alloc(0);
}

/**
 * The reason for which the guest gave up, if it has printed one.
 * @param reason of the trap: other traps have no such output
 */
export const lastWords = (reason: string): LastWords | undefined =>
  /\bunreachable\b/.test(reason) ? readLastWords(last.toString()) : undefined;

type Reader = (text: string) => LastWords | undefined;

/** @param text the end of the guest's standard error, which ends with the message */
export const readLastWords: Reader = (text) => {
  for (const reader of [rust, go, c]) {
    const found = reader(text);
    if (found) return found;
  }
  return undefined;
};

const RUST_END = /^thread '[^']*'(?: \(\d+\))? panicked at (?<place>[^\n]*):\n(?<message>[^]*)$/;
const NO_MEMORY = /(?:^|\n)(memory allocation of \d+ bytes failed)\n*$/;

const rust: Reader = (text) => {
  const noMemory = NO_MEMORY.exec(text)?.[1];
  if (noMemory !== undefined) return { message: noMemory, frames: [] };
  const { place = '', message = '' } = RUST_END.exec(text.slice(lastAt(text, "thread '")))?.groups ?? {};
  if (place === '') return undefined;
  const panic = message.replace(/\n?note: run with `RUST_BACKTRACE=[^]*$/, '').trimEnd();
  if (panic === 'Python function threw an unexpected exception') return python(text);
  // A place in Rust's own library says nothing of the guest.
  return { message: `panic: ${panic}`, frames: place.startsWith('/rustc/') ? [] : [`at ${place}`] };
};

const PYTHON_FRAME = /^ {2}File "(?:\/\d+\/)?(?<file>[^"\n]+)", line (?<line>\d+), in (?<name>[^\n]+)$/gm;

/** A traceback has the outermost frame first, and the exception behind the last. */
const python: Reader = (text) => {
  const traceback = text.slice(
    lastAt(text, 'Traceback (most recent call last):'),
    lastAt(text, "\nthread '"),
  );
  const frames = [...traceback.matchAll(PYTHON_FRAME)].map(
    ({ groups: { name, file, line } = {} }) => `at ${name} (${file}:${line})`,
  );
  const message = /\n(?! )[^]*$/.exec(traceback.trimEnd())?.[0].trim();
  return message ? { message, frames: frames.reverse(), isStack: true } : undefined;
};

const GO = /^(?<message>(?:panic|fatal error): [^\n]*)\n(?<rest>[^]*)$/;
const GO_FRAME = /^(?<name>\S[^\n]*)\(.*\)\n\t(?<file>\S+):(?<line>\d+)/gm;
/** Of Go itself, and of the bindings. */
const NOT_OWN = /^(?:panic|runtime[./]|internal\/|syscall[./]|main\.wasm_export_)/;

const go: Reader = (text) => {
  const from = Math.max(0, text.lastIndexOf('panic: '), text.lastIndexOf('fatal error: '));
  const { message, rest = '' } = GO.exec(text.slice(from))?.groups ?? {};
  if (message === undefined || !/^goroutine \d+/m.test(rest)) return undefined;
  const [own = ''] = rest.slice(rest.search(/^goroutine \d+/m)).split('\n\n');
  const frames = [...own.matchAll(GO_FRAME)]
    .filter(({ groups }) => !NOT_OWN.test(groups?.['name'] ?? ''))
    .map(({ groups: { name, file, line } = {} }) => `at ${name} (${file}:${line})`);
  return { message: message.replace(/ \[recovered\]$/, ''), frames, isStack: true };
};

/** As wasi-libc, which is musl, words it. */
const ASSERTION =
  /(?:^|\n)Assertion failed: (?<what>[^\n]*) \((?<file>[^\n]*): (?<name>[^\n:]*): (?<line>\d+)\)\n*$/;
const UNCAUGHT = /(?:^|\n)libc\+\+abi: (terminating [^\n]*)\n*$/;

const c: Reader = (text) => {
  const { what, file, name, line } = ASSERTION.exec(text)?.groups ?? {};
  if (what !== undefined)
    return { message: `assertion failed: ${what}`, frames: [`at ${name} (${file}:${line})`] };
  const uncaught = UNCAUGHT.exec(text)?.[1];
  return uncaught === undefined ? undefined : { message: uncaught, frames: [] };
};

const lastAt = (text: string, what: string): number => {
  const at = text.lastIndexOf(what);
  return at < 0 ? text.length : at;
};
