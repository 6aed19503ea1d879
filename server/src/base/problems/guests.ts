import type { Explained } from './explained.ts';

/** Runs that a guest ended. */
export const guests = {
  'guest-error': {
    title: `A function returned an error.`,
    explanation: `The function that was called returned the error side of its \`result\`. The guest ran to its end; what it said is in the message.`,
  },
  'guest-memory': {
    title: `A guest took too much memory.`,
    explanation: `The process of a guest took more memory than it may: its linear memories, what the runtime needs for it, and Node.js itself. The process is ended, and with it every instance of the component that it served; nothing else is affected.`,
    remedy: `The limit is \`--max-memory\` of \`wit-studio run\`, \`serve\` and \`invoke\` (none unless given), and the setting \`wit.run.memory\` in VS Code.`,
  },
  'guest-stopped': {
    title: `A guest ended without an answer.`,
    explanation: `The process or the thread that ran the guest ended without an answer: it crashed, was killed from outside, or the system had no more memory for it. Nothing else of the host is affected, and the next run starts a new one.`,
    remedy: `What it wrote last may say why. When memory is the reason, a limit (\`--max-memory\`, the setting \`wit.run.memory\`) ends it earlier and [says so](guest-memory.md).`,
  },
  'guest-timeout': {
    title: `A guest ran out of time.`,
    explanation: `The guest did not answer within the time that it was allowed, and was stopped where it was. The next run is not affected.`,
    remedy: `It may loop forever, or wait for something that never comes. \`--timeout SECONDS\` or the setting \`wit.run.timeout\` allow more.`,
  },
  'guest-trap': {
    title: `A guest trapped.`,
    explanation: `The guest stopped itself: an \`unreachable\` (a panic in Rust, an exception in other languages), a memory access out of bounds, a division by zero, invalid UTF-8 handed to another component.

The message has the reason in the words of the Component Model and of WebAssembly, and what usually leads to it. Where the guest gave up by itself it has the guest's own words, with their place: a panic of Rust or Go, an exception of Python, JavaScript or C++, a failed assertion of C. They are read from its standard error, so a guest without WASI has none.

The frames are the calls that led there, from component to component where the composition was not fused. The calls before, which are over, are in a [recording](../timeline.md): \`--trace FILE\`, or _WIT: Record Timeline_.`,
    remedy: `The frames name the functions it was in, innermost first. Where the component was built with debug information (Rust: a debug build, or \`debug = true\` in the profile; C and C++: \`-g\`), they name lines of the sources, with functions that were inlined, and without those of Rust's own library. Otherwise the part before the first dot is the component's core module. A fused component, or one with two core modules of the same name, has no lines.

After a trap an instance is gone for good; every run and every request gets a new one.`,
  },
  'wasi-misuse': {
    title: `A guest breaks a rule of WASI.`,
    explanation: `The guest breaks a rule of a WASI interface for which the interface has no error: it drops a stream while a pollable or a stream made from it is alive ("resource has children"), writes more than 4,096 bytes in one \`blocking-write-and-flush\`, writes to a file a second time without a \`check-write\`, polls an empty list, or asks for too many random bytes at once. Every host ends such a guest; the exit code is 1, as wasmtime's.`,
    remedy: `Most guests meet this through a library. Update the library or the bindings; in bindings of your own, drop resources in the reverse order of their creation and ask \`check-write\` before each write.`,
  },
  'trace-not-readable': {
    title: `A file is no recording.`,
    explanation: `The timeline, and its export, read what \`--trace FILE\` and _WIT: Record Timeline_ write, and other files in Chrome's trace format: a JSON list of events, or an object with a list \`traceEvents\`.`,
    remedy: `The message says what was met instead. A file that ends in \`.jsonl\` is for OpenTelemetry and cannot be read back.`,
  },
  'trace-not-written': {
    title: `A recording cannot be written.`,
    explanation: `The file that was to get the recorded calls could not be opened. Nothing ran.`,
    remedy: `The message has the system's reason: most often the folder is not there, or may not be written to.`,
  },
} satisfies Readonly<Record<string, Explained>>;
