import type { Program } from '../instantiate.ts';
import { STATE } from './expose.ts';
import { LinkedInstance, type Suspension } from './link.ts';
import { hasJspi } from '../../node/flags.ts';
import { Image, type ExportedState } from './state.ts';
import { modulesIn } from './outline.ts';
import { readWiring } from './wiring.ts';
import type { CoreModules } from '../modules.ts';
import type { Imports } from '../../wasi/imports.ts';

/**
 * A component that handles requests, linked here. After each response its instance is reset to the state before its
 * first call, for the next request; if that is not possible, the next request gets a new instance.
 * @param outline the result of `outlineOf`
 * @param counting makes the modules whose memories are counted, for a guest that grows its memory in each request
 */
export function linkProgram(outline: Uint8Array, compiled: CoreModules, counting?: Counting): Program {
  const wiring = readWiring(outline);
  const named = modulesIn(wiring);
  let modules = named.map(({ file }) => compiled[file]!);
  const isVisible = named.every((one) => one.isVisible);
  /** Of the first instance. */
  let first: Image | undefined;
  const suspension: Suspension = { isPossible: hasJspi() };
  /** Instances in their initial state, the last one first. */
  const free: Reusable[] = [];
  /** Instances in a row that could not be put back. */
  let lost = 0;
  /** Milliseconds of the last request, if the instance before it could not be put back. */
  let took = 0;
  const imageOf = (instance: LinkedInstance): Image | undefined => {
    // Values that the host returned during start, such as a seed, a time or the environment, belong to that instance alone.
    if (!isVisible || instance.calls > 0) return undefined;
    // Where each instance grows an image is of no use, mostly.
    if (lost >= FEW && lost % MANY !== 0) return undefined;
    const image = Image.of(stateOf(instance), instance.pageCounts, first);
    first ??= image;
    return image;
  };
  const renewed = ({ instance, image }: Reusable, imports: Imports): Reusable => {
    if (image?.restore()) {
      lost = 0;
      instance.renew(imports);
      return { instance, image };
    }
    lost++;
    if (lost >= FEW && image?.hasGrown && took < MOST_MS && count()) return create(imports);
    instance.restart(imports);
    return { instance, image: imageOf(instance) };
  };
  /** The instances that there are, have memories that are not counted. */
  const count = (): boolean => {
    const counted = counting?.(named.map(({ file }) => file));
    counting = undefined;
    if (!counted) return false;
    modules = counted;
    first = undefined;
    free.length = lost = 0;
    return true;
  };
  const create = (imports: Imports): Reusable => {
    const instance = new LinkedInstance(wiring, modules, imports, suspension);
    return { instance, image: imageOf(instance) };
  };
  return (imports) => {
    const former = free.pop();
    const next = former ? renewed(former, imports) : create(imports);
    const handle = async (request: object, out: object): Promise<void> => {
      const began = lost > 0 ? computed() : undefined;
      await next.instance.handle(request, out);
      if (began !== undefined) took = computed() - began;
      // The state after a trap is unknown: only an instance that has responded is reused.
      if (free.length < MOST_FREE && next.instance.isOf(modules)) free.push(next);
    };
    return Promise.resolve({ incomingHandler: { handle } });
  };
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
