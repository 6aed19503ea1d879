import { pathToFileURL } from 'node:url';
import { countingIn } from '../../../guest/thread/counting.ts';
import type { Program } from '../../instantiate.ts';
import { compile } from '../../modules.ts';
import { readOutline, transpile } from '../../transpile.ts';
import { LinkedInstance } from '../link.ts';
import { modulesIn } from '../component/outline.ts';
import { stateOf } from '../program.ts';
import { bytesIn, Image, type ExportedState } from '../state/state.ts';
import { readWiring, type Wiring } from '../component/wiring.ts';
import { responseOf, type TestRequest } from './responses.ts';

/** The fate of an instance after its requests. */
export interface Restoring {
  /** Why each request gets a new instance, where that is so. */
  readonly renewed?: string;
  /** How often it was put back, with the pages of its memory counted or not. */
  readonly restored: number;
  /** How often it could not be put back, as after a trap, and was replaced by a new one. */
  readonly replaced: number;
  /** Where an instance that was put back differs from one that has handled nothing. */
  readonly differences: readonly string[];
}

export interface RestoringOptions {
  readonly storage: string;
  readonly fuse?: boolean;
  readonly putBack?: (image: Image) => boolean;
}

const NONE: Restoring = { restored: 0, replaced: 0, differences: [] };

/**
 * Makes requests to one instance of a handler, puts it back after each, and compares all of its state with that of an
 * instance that handled none.
 * @param storage for what is translated
 * @param putBack by default the image of the instance does it
 */
export async function restoringOf(
  component: string,
  requests: readonly TestRequest[],
  { storage, fuse = false, putBack = (image) => image.restore() }: RestoringOptions,
): Promise<Restoring> {
  const transpiled = await transpile(component, storage, { fuse });
  const outline = await readOutline(transpiled);
  if (!outline) return { ...NONE, renewed: 'it cannot be linked without its script' };
  const wiring = readWiring(outline);
  const named = modulesIn(wiring);
  if (!named.every(({ isVisible }) => isVisible))
    return { ...NONE, renewed: 'not all of its state can be restored' };
  const compiled = await compile(transpiled);
  const plain = named.map(({ file }) => compiled[file]!);
  const counted = countingIn(pathToFileURL(`${transpiled.folder}/`), compiled)(named.map(({ file }) => file));
  const ways = counted ? [plain, counted] : [plain];
  let all = NONE;
  for (const modules of ways) all = sum(all, await restoringIn(wiring, modules, requests, putBack));
  return all;
}

const sum = (a: Restoring, b: Restoring): Restoring => ({
  ...a,
  ...b,
  restored: a.restored + b.restored,
  replaced: a.replaced + b.replaced,
  differences: [...a.differences, ...b.differences],
});

async function restoringIn(
  wiring: Wiring,
  modules: readonly WebAssembly.Module[],
  requests: readonly TestRequest[],
  putBack: (image: Image) => boolean,
): Promise<Restoring> {
  let fresh: LinkedInstance | undefined;
  let instance: LinkedInstance | undefined;
  let image: Image | undefined;
  let failed = false;
  let [restored, replaced] = [0, 0];
  const differences: string[] = [];
  const program: Program = (imports) => {
    const made = () => new LinkedInstance(wiring, modules, imports, { isPossible: false });
    fresh ??= made();
    if (instance) instance.renew(imports);
    else {
      instance = made();
      image = instance.calls > 0 ? undefined : Image.of(stateOf(instance), instance.pageCounts);
    }
    const handle = async (request: object, out: object): Promise<void> => {
      failed = true;
      await instance!.handle(request, out);
      failed = false;
    };
    return Promise.resolve({ incomingHandler: { handle } });
  };
  for (const request of requests) {
    await responseOf(program, request);
    if (!image) return { ...NONE, renewed: 'its start calls the host, or leaves a NaN in a global' };
    if (!failed && putBack(image)) {
      restored++;
      const found = differenceOf(instance!, fresh!);
      if (found !== undefined) differences.push(`after ${request.path}: ${found}`);
    } else {
      replaced++;
      instance = undefined;
    }
  }
  return { restored, replaced, differences };
}

/** The first difference of two instances of the same modules. */
function differenceOf(one: LinkedInstance, other: LinkedInstance): string | undefined {
  const [all, others] = [[...stateOf(one)], [...stateOf(other)]];
  for (const [at, state] of all.entries()) {
    const found = differs(state, others[at]!, one, other);
    if (found !== undefined) return `${state.constructor.name} ${at}: ${found}`;
  }
  return undefined;
}

function differs(
  state: ExportedState,
  like: ExportedState,
  one: LinkedInstance,
  other: LinkedInstance,
): string | undefined {
  if (state instanceof WebAssembly.Memory) {
    const known = like as WebAssembly.Memory;
    const [bytes, expected] = [new Uint8Array(state.buffer), new Uint8Array(known.buffer)];
    if (bytesIn(state, one.pageCounts.get(state)) !== bytesIn(known, other.pageCounts.get(known)))
      return 'its size';
    // A memory whose pages are counted is longer in truth.
    const at = bytes.findIndex((byte, index) => byte !== (expected[index] ?? 0));
    return at < 0 ? undefined : `the byte at ${at} is ${bytes[at]}, not ${expected[at] ?? 0}`;
  }
  if (state instanceof WebAssembly.Table) {
    const known = like as WebAssembly.Table;
    if (state.length !== known.length) return `its length is ${state.length}, not ${known.length}`;
    // Functions are those of the instance, named by their index in the module.
    const nameAt = (table: WebAssembly.Table, index: number) =>
      (table.get(index) as { readonly name?: string } | null)?.name;
    for (let index = 0; index < state.length; index++)
      if (nameAt(state, index) !== nameAt(known, index)) return `its entry ${index}`;
    return undefined;
  }
  const [value, expected] = [state.value as unknown, (like as WebAssembly.Global).value as unknown];
  return Object.is(value, expected) ? undefined : `${String(value)}, not ${String(expected)}`;
}
