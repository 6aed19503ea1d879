/**
 * When JavaScript fails inside a component, the engine writes a panic of its own to standard error and traps.
 * What a person wants of it is the error of the guest; the rest names parts of the engine.
 */
import type { Sink } from '../wasi/output-stream.ts';

/** An error of the guest's JavaScript: its text, and its frames in the sources, innermost first. */
export interface GuestError {
  readonly message: string;
  readonly frames: readonly string[];
}

const PANIC = /^\nthread '[^']*'(?: \(\d+\))? panicked at crates\/runtime\/src\/[^\n]*:\n/;
/** As long as this, a beginning that is no panic of the engine will not become one. */
const MOST_OF_HEAD = 200;
const BEGINNING = "\nthread '";

let held = '';

/** Lets everything through to standard error but the panic that the engine ends with. */
export function withoutPanics(sink: Sink): Sink {
  return (bytes) => {
    const text = Buffer.from(bytes).toString();
    if (held === '' && !text.startsWith(BEGINNING)) return sink(bytes);
    held += text;
    if (held.length <= MOST_OF_HEAD || PANIC.test(held)) return;
    const passed = held;
    held = '';
    return sink(Buffer.from(passed));
  };
}

/** The error that the guest stopped with, if it is one of JavaScript. It is forgotten with that. */
export function takeGuestError(): GuestError | undefined {
  const text = held;
  held = '';
  return PANIC.test(text) ? readPanic(text.replace(PANIC, '')) : undefined;
}

/** @param text behind the line that says where in the engine */
export function readPanic(text: string): GuestError {
  const lines = text
    .replace(/\n?note: run with [^\n]*\s*$/, '')
    .trimEnd()
    .split('\n');
  const frames = lines.filter((line) => /^ {4}at /.test(line)).map((line) => line.trim());
  const head = lines.filter((line) => !/^ {4}at /.test(line)).join('\n');
  return { message: messageOf(head), frames };
}

function messageOf(head: string): string {
  const wrong = /^expected (\w+): FromJs \{ from: "(\w+)", to: "(\w+)"/.exec(head);
  if (wrong) {
    const [, due, given, type] = wrong;
    const why = given === 'promise' ? ': the function is not async in the WIT' : '';
    return `the guest gave a ${given} where the WIT has a ${due} (${type})${why}`;
  }
  const thrown = head.replace(/^Failed to call '[^']*': /, '');
  // The engine's own line comes first and calls every error `Error`; the head of the stack follows.
  const lines = thrown.split('\n');
  const stackHead = lines.slice(lines.length / 2).join('\n');
  const message = thrown.startsWith('Error: ')
    ? lines
        .slice(0, lines.length / 2)
        .join('\n')
        .slice(7)
    : '';
  return lines.length % 2 === 0 && stackHead.endsWith(message) ? stackHead : thrown;
}
