import type { Program } from '../instantiate.ts';
import { STATE } from './expose.ts';
import { LinkedInstance } from './link.ts';
import { Image, type ExportedState } from './state.ts';
import { modulesIn } from './outline.ts';
import { readWiring } from './wiring.ts';
import type { CoreModules } from '../modules.ts';
import type { Imports } from '../../wasi/imports.ts';

/**
 * A component that answers requests, linked here. After each answer its instance is put back to what it was before
 * its first call, so that the next request finds a new one; where that cannot be, the next gets a new one.
 * @param outline what `outlineOf` made of it
 */
export function linkProgram(outline: Uint8Array, compiled: CoreModules): Program {
  const wiring = readWiring(outline);
  const named = modulesIn(wiring);
  const modules = named.map(({ file }) => compiled[file]!);
  const isVisible = named.every((one) => one.isVisible);
  /** Of the first instance. */
  let first: Image | undefined;
  let reusable: Reusable | undefined;
  /** Instances in a row that could not be put back. */
  let lost = 0;
  const imageOf = (instance: LinkedInstance): Image | undefined => {
    // What the host told an instance while it started is for that one alone: a seed, a time, the environment.
    if (!isVisible || instance.calls > 0) return undefined;
    // Where each instance grows an image is of no use, mostly.
    if (lost >= FEW && lost % MANY !== 0) return undefined;
    const image = Image.of(stateOf(instance), first);
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
    instance.restart(imports);
    return { instance, image: imageOf(instance) };
  };
  const made = (imports: Imports): Reusable => {
    const instance = new LinkedInstance(wiring, modules, imports);
    return { instance, image: imageOf(instance) };
  };
  return (imports) => {
    const former = reusable;
    // After a trap nothing is believed: only an instance that answered is there for the next.
    reusable = undefined;
    const next = former ? renewed(former, imports) : made(imports);
    const handle = (request: object, out: object): void => {
      next.instance.handle(request, out);
      reusable = next;
    };
    return Promise.resolve({ incomingHandler: { handle } });
  };
}

/** An instance and what it was before its first call, if it can be put back to that. */
interface Reusable {
  readonly instance: LinkedInstance;
  readonly image: Image | undefined;
}

const FEW = 4;
const MANY = 64;

function stateOf({ exports }: LinkedInstance): ReadonlySet<ExportedState> {
  const named = exports.flatMap((one) => Object.entries(one).filter(([name]) => name.startsWith(STATE)));
  return new Set(named.map(([, value]) => value as ExportedState));
}
