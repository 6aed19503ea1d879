import { setFlagsFromString } from 'node:v8';

const FLAG = '--interrupt-budget=400000';

/** V8 12, of Node.js 22, no longer has the flag, and would say so on standard error. */
const LAST_V8_WITH_FLAG = 11;

/**
 * Lets V8 wait longer before it optimizes a function, in bytes of bytecode that it has run. With its own figure
 * it compiles two hundred functions during the first keystrokes, many of them for nothing since it has not seen
 * enough of their arguments, and a key in twenty waits 4 to 8 ms for it. With a million the first keystrokes are no
 * faster than with this figure, and small functions are still interpreted after two thousand: a median of 1.1 times.
 */
export function raiseOptimizationThreshold(): void {
  if (Number.parseInt(process.versions.v8) <= LAST_V8_WITH_FLAG) setFlagsFromString(FLAG);
}
