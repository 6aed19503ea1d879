import type { Program } from '../instantiate.ts';
import { STATE } from './modules/expose.ts';
import { LinkedInstance, type Suspension } from './link.ts';
import { hasJspi } from '../../node/flags.ts';
import { Image, type ExportedState } from './state/state.ts';
import { modulesIn } from './component/outline.ts';
import { readWiring, type Wiring } from './component/wiring.ts';
import type { CoreModules } from '../modules.ts';
import type { Imports } from '../../wasi/imports.ts';

/**
 * A component that handles requests, linked here. After each response its instance is reset to the state before its
 * first call, for the next request; if that is not possible, the next request gets a new instance.
 * @param outline the result of `outlineOf`
 * @param counting makes the modules whose memories are counted, for a guest that grows its memory in each request
 */
export function linkProgram(outline: Uint8Array, compiled: CoreModules, counting?: Counting): Program {
  const instances = new Instances(readWiring(outline), compiled, counting);
  return (imports) => {
    const one = instances.take(imports);
    const handle = (request: object, out: object): Promise<void> => instances.handle(one, request, out);
    return Promise.resolve({ incomingHandler: { handle } });
  };
}

/** The instances of one component: each is in its initial state when it is taken for a request. */
class Instances {
  readonly #wiring: Wiring;
  readonly #files: readonly string[];
  /** Whether the modules export all their state. */
  readonly #isVisible: boolean;
  readonly #suspension: Suspension = { isPossible: hasJspi() };
  readonly #free: Reusable[] = [];
  #modules: readonly WebAssembly.Module[];
  /** Undefined once it has been tried. */
  #counting: Counting | undefined;
  /** Of the first instance. */
  #first: Image | undefined;
  /** Instances in a row that could not be put back. */
  #lost = 0;
  /** Milliseconds of the last request, if the instance before it could not be put back. */
  #took = 0;

  constructor(wiring: Wiring, compiled: CoreModules, counting: Counting | undefined) {
    const named = modulesIn(wiring);
    this.#wiring = wiring;
    this.#files = named.map(({ file }) => file);
    this.#isVisible = named.every((one) => one.isVisible);
    this.#modules = this.#files.map((file) => compiled[file]!);
    this.#counting = counting;
  }

  /** The instance that was free last; else a new one. */
  take(imports: Imports): Reusable {
    const former = this.#free.pop();
    return former ? this.#renew(former, imports) : this.#create(imports);
  }

  /** Passes a request to an instance that was taken, which is free afterwards. */
  async handle(taken: Reusable, request: object, out: object): Promise<void> {
    const began = this.#lost > 0 ? computed() : undefined;
    await taken.instance.handle(request, out);
    if (began !== undefined) this.#took = computed() - began;
    // The state after a trap is unknown: only an instance that has responded is reused.
    if (this.#free.length < MOST_FREE && taken.instance.isOf(this.#modules)) this.#free.push(taken);
  }

  #create(imports: Imports): Reusable {
    const instance = new LinkedInstance(this.#wiring, this.#modules, imports, this.#suspension);
    return { instance, image: this.#imageOf(instance) };
  }

  #renew({ instance, image }: Reusable, imports: Imports): Reusable {
    if (image?.restore()) {
      this.#lost = 0;
      instance.renew(imports);
      return { instance, image };
    }
    this.#lost++;
    const mayCount = this.#lost >= FEW && image?.hasGrown && this.#took < MOST_MS;
    if (mayCount && this.#count()) return this.#create(imports);
    instance.restart(imports);
    return { instance, image: this.#imageOf(instance) };
  }

  #imageOf(instance: LinkedInstance): Image | undefined {
    // Values that the host returned during start, such as a seed, a time or the environment, belong to that instance alone.
    if (!this.#isVisible || instance.calls > 0) return undefined;
    // Where each instance grows an image is of no use, mostly.
    if (this.#lost >= FEW && this.#lost % MANY !== 0) return undefined;
    const image = Image.of(stateOf(instance), instance.pageCounts, this.#first);
    this.#first ??= image;
    return image;
  }

  /** From now on instances count the pages of their memories; those that there are do not, and leave. */
  #count(): boolean {
    const counted = this.#counting?.(this.#files);
    this.#counting = undefined;
    if (!counted) return false;
    this.#modules = counted;
    this.#first = undefined;
    this.#free.length = this.#lost = 0;
    return true;
  }
}

/** A request that computes for longer loses more by the checks of counted pages than by a new instance. */
const MOST_MS = 5;

/** Milliseconds of this thread's processor time, or of all time where Node.js does not tell. */
function computed(): number {
  const { threadCpuUsage } = process as { readonly threadCpuUsage?: () => NodeJS.CpuUsage };
  const usage = threadCpuUsage?.();
  return usage ? (usage.user + usage.system) / 1000 : performance.now();
}

/** @returns the modules of files with their memories counted; undefined where that cannot be */
export type Counting = (files: readonly string[]) => WebAssembly.Module[] | undefined;

/** An instance and its state before its first call, if it can be reset to that. */
interface Reusable {
  readonly instance: LinkedInstance;
  readonly image: Image | undefined;
}

/** Where many guests waited at once, most of their instances go. */
const MOST_FREE = 16;
const FEW = 4;
const MANY = 64;

/** The memories, tables and globals of an instance whose modules export them all. */
export function stateOf({ exports }: LinkedInstance): ReadonlySet<ExportedState> {
  const named = exports.flatMap((one) => Object.entries(one).filter(([name]) => name.startsWith(STATE)));
  return new Set(named.map(([, value]) => value as ExportedState));
}
