import type { Explained } from './explained.ts';

/** Runs that a guest ended. */
export const guests = {
  'guest-error': {
    title: `A function returned an error.`,
    explanation: `The called function returned the error case of its \`result\`. The guest ran to completion; the message contains the error value.`,
  },
  'guest-memory': {
    title: `The guest exceeded its memory limit.`,
    explanation: `The guest's process exceeded its memory limit, which covers its linear memories, the runtime's data and Node.js itself. The process is ended; nothing else is affected. A server ends instances instead: first those without a request, then those of the thread that has computed for longest, whose requests get 500. The next request has a new instance.`,
    remedy: `The limit is \`--max-memory\` of \`wit-studio run\`, \`serve\` and \`invoke\` (none unless given), and the setting \`wit.run.memory\` in VS Code.`,
  },
  'guest-stopped': {
    title: `The guest's process ended unexpectedly.`,
    explanation: `The process or the thread that ran the guest ended before it returned a result: it crashed, was killed from outside, or the system ran out of memory. The host is not affected, and the next run starts a new process.`,
    remedy: `Its last output may show the cause. If the cause is memory, a limit (\`--max-memory\`, the setting \`wit.run.memory\`) ends the guest earlier with [\`guest-memory\`](guest-memory.md).`,
  },
  'guest-timeout': {
    title: `The guest exceeded its time limit.`,
    explanation: `The guest did not return within its time limit and was terminated. The next run is not affected.`,
    remedy: `Check for an endless loop, or for an event that never arrives. To allow more time, use \`--timeout SECONDS\` or the setting \`wit.run.timeout\`.`,
  },
  'guest-trap': {
    title: `The guest trapped.`,
    explanation: `The guest trapped: it executed \`unreachable\` (a panic in Rust, an exception in other languages), accessed memory out of bounds, divided by zero, or passed invalid UTF-8 to another component, for example.

The message has the reason, in the terms of the Component Model and of WebAssembly, and its usual cause. For a panic in Rust or Go, an exception in Python, JavaScript or C++, or a failed assertion in C, it quotes the guest's own message and location, which are read from standard error, and so are missing for a guest without WASI.

The frames are the call stack, across components unless the composition was fused. For earlier calls that have already returned, [record a timeline](../timeline.md): \`--trace FILE\`, or _WIT: Record Timeline_.`,
    remedy: `The frames list functions, innermost first. If the component was built with debug information (Rust: a debug build, or \`debug = true\` in the profile; C and C++: \`-g\`), they have source lines and include inlined functions, but not those of Rust's standard library. Otherwise the part before the first dot is the component's core module. A component with two core modules of the same name has no lines.

An instance cannot be used after a trap; every run and every request gets a new one.`,
  },
  'wasi-misuse': {
    title: `The guest violates a rule of WASI.`,
    explanation: `The guest violates a rule of a WASI interface that defines no error for it: it drops a stream while a pollable or a stream made from it is alive ("resource has children"), writes more than 4,096 bytes in one \`blocking-write-and-flush\`, writes to a file a second time without a \`check-write\`, polls an empty list, or asks for too many random bytes at once. Every host terminates such a guest; the exit code is 1, as with wasmtime.`,
    remedy: `The cause is usually a library. Update the library or the bindings; in your own bindings, drop resources in the reverse order of their creation and call \`check-write\` before each write.`,
  },
  'trace-not-readable': {
    title: `A file is not a recording.`,
    explanation: `The timeline and its export read the files that \`--trace FILE\` and _WIT: Record Timeline_ write, and other files in Chrome's trace format: a JSON array of events, or an object with an array \`traceEvents\`.`,
    remedy: `The message has the content that was found. A \`.jsonl\` file is for OpenTelemetry and cannot be read back.`,
  },
  'trace-not-written': {
    title: `A recording cannot be written.`,
    explanation: `The file for the recorded calls could not be opened. The component was not run.`,
    remedy: `The message has the system's reason: usually the folder does not exist or is not writable.`,
  },
} satisfies Readonly<Record<string, Explained>>;
