import type { Program } from '../instantiate.ts';
import { STATE } from './expose.ts';
import { LinkedInstance } from './link.ts';
import { Image, type ExportedState } from './state.ts';
import { modulesIn } from './outline.ts';
import { readWiring } from './wiring.ts';
import type { CoreModules } from '../modules.ts';

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
  let reusable: { readonly instance: LinkedInstance; readonly image: Image } | undefined;
  const imageOf = (instance: LinkedInstance): Image | undefined => {
    // What the host told an instance while it started is for that one alone: a seed, a time, the environment.
    if (!isVisible || instance.calls > 0) return undefined;
    const image = Image.of(stateOf(instance), first);
    first ??= image;
    return image;
  };
  return (imports) => {
    const former = reusable;
    reusable = undefined;
    const isRestored = former?.image.restore() ?? false;
    if (isRestored) former?.instance.renew(imports);
    const instance = former && isRestored ? former.instance : new LinkedInstance(wiring, modules, imports);
    const image = isRestored ? former?.image : imageOf(instance);
    const handle = (request: object, out: object): void => {
      instance.handle(request, out);
      // After a trap nothing is believed.
      if (image) reusable = { instance, image };
    };
    return Promise.resolve({ incomingHandler: { handle } });
  };
}

function stateOf({ exports }: LinkedInstance): ReadonlySet<ExportedState> {
  const named = exports.flatMap((one) => Object.entries(one).filter(([name]) => name.startsWith(STATE)));
  return new Set(named.map(([, value]) => value as ExportedState));
}
