/**
 * Resumes asynchronous components as soon as their event has happened. js-component-bindgen 2.18 checks every 10 ms
 * which of its threads can resume, and every millisecond whether a stream of the host has progressed; and at every step
 * it reads an environment variable, which no guest's process has.
 */

/** Looks of a component's scheduler: the first, and those that follow. */
const FIRST_TICK = /(this\.#tickLoop = 1;\s*)setTimeout\(async/;
const NEXT_TICK = /new Promise\(\(resolve\) => setTimeout\(resolve, delay\)\)/;
/** The scheduler ignores a wake while it sleeps. */
const LOOKS_ALREADY = /if \(this\.#tickLoop !== null\) \{ return; \}/;

/** Events that may resume a thread. */
const EVENT = /(\n\s*this\.#pendingEventFn = )fn;/;
const RELEASE = /(\n\s*)(this\.#scheduleLockHandoff\(\);\n\s*return true;)/;

/** The host waits for an end of a stream or a future. */
const POLL = /let waitInterval = setInterval\(/g;

/** The host's functions, and cancelled reads and writes, resolve after the current step. */
const BEHIND = /setTimeout\((\(\) => \{\n(?:[^\n]*\n){1,14}?\s*\}), 0\)/g;

const LOG = /const _debugLog = [^]*?\n {2}\};\n/;

/** No name of the generator's own ends like this. Timers stay as a second look, and hold the event loop. */
const WAKES = `
const LOOK_MS$ = 10;
const sleeping$ = new Set();
let isWaking$ = false;
function sleep$(goOn, delay) {
  const look = () => {
    clearTimeout(timer);
    if (sleeping$.delete(look)) goOn();
  };
  const timer = setTimeout(look, LOOK_MS$);
  sleeping$.add(look);
  if (delay === 0) setImmediate(look);
}
function wake$() {
  if (isWaking$) return;
  isWaking$ = true;
  setImmediate(() => {
    isWaking$ = false;
    for (const look of [...sleeping$]) look();
  });
}
const waiting$ = new WeakMap();
function whenPending$(end, look) {
  waiting$.set(end.getWaitable(), look);
  return setInterval(look, LOOK_MS$);
}
function pending$(waitable, event) {
  wake$();
  const look = waiting$.get(waitable);
  waiting$.delete(waitable);
  if (look) setImmediate(look);
  return event;
}
`;

/** @param script the generator's output */
export function wakePromptly(script: string): string {
  const mended = script
    .replace(FIRST_TICK, '$1sleep$$(async')
    .replace(/( {2}this\.#tickLoop = null;\s*\}, )10\)/, '$10)')
    .replace(NEXT_TICK, 'new Promise((resolve) => sleep$$(resolve, delay))')
    .replace(LOOKS_ALREADY, 'if (this.#tickLoop !== null) { wake$$(); return; }')
    .replace(EVENT, '$1pending$$(this, fn);')
    .replace(RELEASE, '$1wake$$();$1$2')
    .replace(POLL, 'let waitInterval = whenPending$$(this, ')
    .replace(BEHIND, 'setImmediate($1)')
    .replace(LOG, 'const _debugLog = () => {};\n');
  return FIRST_TICK.test(script) ? mended + WAKES : mended;
}
