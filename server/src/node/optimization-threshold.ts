import { setFlagsFromString } from 'node:v8';

export const FLAG = '--interrupt-budget=1000000';

/**
 * Lets V8 wait longer before it optimizes a function, in bytes of bytecode that it has run. With its own figure
 * it compiles two hundred functions during the first keystrokes, many of them for nothing since it has not seen
 * enough of their arguments, and a key in twenty waits 4 to 8 ms for it.
 */
export function raiseOptimizationThreshold(): void {
  setFlagsFromString(FLAG);
}
