import type { Needs } from '../../toolkit/javascript.ts';
import type { ScriptUse } from './check/script-use.ts';
import type { World } from './world.ts';

/** A part of the prelude: a web API that a guest gets if it uses it. */
export interface Feature {
  /** Below prelude/. */
  readonly module: string;
  /** A script that names one of them has the part. */
  readonly globals: readonly string[];
  readonly needs: Needs;
  /** The imported functions of the module, by their names there. */
  readonly imports: readonly (readonly [interfaceName: string, item: string, name: string])[];
}

/** Of every guest. */
const BASE: Feature = {
  module: 'index.ts',
  globals: [],
  needs: { streams: true },
  imports: [
    ['wasi:cli/stdout', 'getStdout', '$witStudioStdout'],
    ['wasi:cli/stderr', 'getStderr', '$witStudioStderr'],
  ],
};

const MATH_RANDOM: Feature = {
  module: 'math-random.ts',
  globals: [],
  needs: { seed: true },
  imports: [['wasi:random/insecure-seed', 'insecureSeed', '$witStudioSeed']],
};

/** Calls that wait. */
const CALLS: Feature = {
  module: 'calls.ts',
  globals: [],
  needs: { jobs: true },
  imports: [['wit-studio:engine/jobs', 'run', '$witStudioRunJobs']],
};

const TIMERS: Feature = {
  module: 'web/timers.ts',
  globals: [
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'setImmediate',
    'clearImmediate',
    // For AbortSignal.timeout.
    'AbortSignal',
  ],
  needs: { timers: true, jobs: true },
  imports: [
    ['wasi:clocks/monotonic-clock', 'now', '$witStudioNow'],
    ['wasi:clocks/monotonic-clock', 'subscribeDuration', '$witStudioSleep'],
    ['wasi:io/poll', 'poll', '$witStudioPoll'],
  ],
};

const FETCH: Feature = {
  module: 'web/fetch/fetch.ts',
  globals: ['fetch'],
  needs: { timers: true, jobs: true },
  imports: [
    ['wasi:http/types', 'Fields', '$witStudioFields'],
    ['wasi:http/types', 'OutgoingRequest', '$witStudioOutgoingRequest'],
    ['wasi:http/types', 'OutgoingBody', '$witStudioOutgoingBody'],
    ['wasi:http/outgoing-handler', 'handle', '$witStudioHandle'],
    ['wasi:io/poll', 'poll', '$witStudioPoll'],
  ],
};

const alone = (module: string, globals: readonly string[]): Feature => ({
  module,
  globals,
  needs: {},
  imports: [],
});

const FEATURES: readonly Feature[] = [
  TIMERS,
  alone('web/url/index.ts', ['URL', 'URLSearchParams']),
  alone('web/structured-clone.ts', ['structuredClone']),
  alone('web/events.ts', ['Event', 'EventTarget', 'AbortController', 'AbortSignal']),
  alone('web/readable-stream.ts', ['ReadableStream']),
  alone('web/fetch/classes.ts', ['Headers', 'Request', 'Response']),
  {
    module: 'web/crypto.ts',
    globals: ['crypto'],
    needs: { random: true },
    imports: [['wasi:random/random', 'getRandomBytes', '$witStudioRandom']],
  },
];

const NO_NETWORK = alone('web/fetch/no-network.ts', FETCH.globals);

export const hasNetwork = ({ imports }: Pick<World, 'imports'>): boolean =>
  imports.some(({ name }) => name.startsWith('wasi:http/outgoing-handler@'));

/** The parts for a script, in the order in which they run. */
export function featuresFor(
  script: string,
  use: ScriptUse,
  world: Pick<World, 'isAsync' | 'imports'>,
): readonly Feature[] {
  const all = [...FEATURES, hasNetwork(world) ? FETCH : NO_NETWORK];
  const used = all.filter(({ globals }) => globals.some((name) => use.names.includes(name)));
  // Functions of an async world wait by themselves, and nothing there may block.
  const own = world.isAsync ? used.filter(({ needs }) => !needs.jobs) : used;
  const waits = !world.isAsync && (use.hasPromises || own.some(({ needs }) => needs.jobs));
  return [BASE, ...(/\brandom\b/.test(script) ? [MATH_RANDOM] : []), ...(waits ? [CALLS] : []), ...own];
}

/** The imports of the component for a script. */
export const needsOf = (script: string, features: readonly Feature[]): Needs => ({
  ...Object.assign({}, ...features.map(({ needs }) => needs)),
  clocks: /\b(?:Date|performance)\b/.test(script),
});
