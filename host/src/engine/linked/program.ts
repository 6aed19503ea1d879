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
  let reusable: { readonly instance: LinkedInstance; readonly image: Image } | undefined;
  return (imports) => {
    const former = reusable;
    reusable = undefined;
    const isRestored = former?.image.restore() ?? false;
    if (isRestored) former?.instance.renew(imports);
    const instance = former && isRestored ? former.instance : new LinkedInstance(wiring, modules, imports);
    // What the host told an instance while it started is for that one alone: a seed, a time, the environment.
    const image = isRestored
      ? former?.image
      : isVisible && instance.calls === 0
        ? imageOf(instance)
        : undefined;
    const handle = (request: object, out: object): void => {
      instance.handle(request, out);
      // After a trap nothing is believed.
      if (image) reusable = { instance, image };
    };
    return Promise.resolve({ incomingHandler: { handle } });
  };
}

function imageOf({ exports }: LinkedInstance): Image | undefined {
  const named = exports.flatMap((one) => Object.entries(one).filter(([name]) => name.startsWith(STATE)));
  return Image.of(new Set(named.map(([, value]) => value as ExportedState)));
}
