/**
 * Calls of the guest's functions, which may be async even if the function in WIT is not. As a process of Node.js does,
 * a call runs promises, timers and requests until its own promise is settled and everything that it started is done.
 * Work left by the script's top level, or by calls that return early, continues in the next call.
 */
import { sources, type Pollable } from './waiting.ts';

/** Runs the pending jobs of promises (`jobs` in toolkit/javascript). */
declare const $witStudioRunJobs: () => void;
/** Waits for one of them at least. @returns which are ready */
declare const $witStudioPoll: (pollables: readonly Pollable[]) => ArrayLike<number>;

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** The script itself runs first: its own calls are not from outside. */
let isInside = true;

function waiting(method: Method): Method {
  return function (this: unknown, ...args) {
    if (isInside) return method.apply(this, args);
    isInside = true;
    try {
      for (const source of sources) source.startCall();
      return settled(method.apply(this, args));
    } finally {
      isInside = false;
    }
  };
}

function settled(result: unknown): unknown {
  let outcome: { readonly value: unknown } | { readonly error: unknown } | undefined;
  if (isThenable(result))
    result.then(
      (value) => (outcome = { value }),
      (error: unknown) => (outcome = { error }),
    );
  else outcome = { value: result };
  do $witStudioRunJobs();
  while ((!outcome || sources.some((source) => source.isNeeded())) && waitForEvents());
  if (!outcome) throw new Error('the promise of this call never settles: no event is pending');
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as PromiseLike<unknown>).then === 'function';

/** @returns whether there was anything to wait for */
function waitForEvents(): boolean {
  const waited = sources.flatMap((source) => source.waited());
  if (waited.length === 0) return false;
  const ready = new Set(Array.from($witStudioPoll(waited.map(({ pollable }) => pollable))));
  for (const { pollable, isTemporary } of waited) if (isTemporary) pollable[Symbol.dispose]();
  for (const [index, { run }] of waited.entries()) {
    if (ready.has(index)) run();
    $witStudioRunJobs();
  }
  return true;
}

interface ClassMembers {
  readonly methods: readonly string[];
  readonly statics: readonly string[];
}

/** Functions that the builder calls around the exports of the script (exported-calls.ts). */
const calls = {
  function: waiting,
  interface(exported: object, functions: readonly string[], classes: Readonly<Record<string, ClassMembers>>) {
    const members = exported as Record<string, Method & { prototype: object }>;
    for (const [name, { methods, statics }] of Object.entries(classes)) {
      const made = members[name];
      if (!made) continue;
      replace(made, statics);
      replace(made.prototype, methods);
    }
    const entries = functions.map((name) => [name, { value: waiting(members[name]!) }] as const);
    return Object.create(exported, Object.fromEntries(entries)) as object;
  },
  /** Only a call of an async export runs pending jobs; this export exists for that and waits for nothing. */
  jobs: () => ({ then: (resolve: () => void) => resolve() }),
  start(): void {
    isInside = false;
  },
};

function replace(owner: object, names: readonly string[]): void {
  for (const name of names) {
    const method = (owner as Record<string, Method | undefined>)[name];
    if (method)
      Object.defineProperty(owner, name, { value: waiting(method), configurable: true, writable: true });
  }
}

Object.defineProperty(globalThis, '$witStudioCalls', { value: calls });
