import { codePointEscape } from '../../../server/src/base/code-point.ts';
import { HOW_TO_GET_NODE } from '../base/guest-node.ts';
import { HostError } from '../base/problem.ts';
import { generator, type Generated, type Refusal } from '../toolkit/bindings.ts';
import { wrap } from './core-module.ts';
import { fuse } from './fusing/fuse.ts';
import { outlineOf } from './linked/component/outline.ts';
import { generateOnce } from './reuse.ts';
import { withUnnamedTypes } from './unnamed-types.ts';
import { withCorrectedScript } from './script/corrections.ts';

/** The result of translating a component. */
export interface Translated extends Generated {
  /** Of one that can be linked without the script. */
  readonly outline?: Uint8Array;
}

/**
 * Writes the script and the core modules of a component, or of the one that a core module makes.
 * @param path of the component, for messages
 * @param fuses whether the instances of a composition become one module where they can
 * @param multiMemory whether the Node.js that will run it has several memories a module
 * @throws HostError `component-invalid`, `component-unsupported`, `core-module-unsupported`, `node-too-old` or
 * `unusual-name`
 */
export async function generate(
  path: string,
  bytes: Uint8Array,
  multiMemory: boolean,
  fuses = false,
): Promise<Translated> {
  const component = await wrap(bytes, path);
  const { bytes: fused } = fuses ? await fuse(component, { inlines: false }) : { bytes: component };
  if (fused === component) return withoutTypes(path, component, multiMemory);
  // A failure that only the fused form has must not prevent the component from running.
  return bindingsOf(path, fused, multiMemory).catch(() => withoutTypes(path, component, multiMemory));
}

/** Exported types that the generator does not read are left out: a run has no use for them. */
async function withoutTypes(path: string, component: Uint8Array, multiMemory: boolean): Promise<Translated> {
  try {
    return await bindingsOf(path, component, multiMemory);
  } catch (error) {
    const rest = withUnnamedTypes(component);
    if (!rest) throw error;
    return bindingsOf(path, rest, multiMemory).catch(() => {
      throw error;
    });
  }
}

async function bindingsOf(path: string, component: Uint8Array, multiMemory: boolean): Promise<Translated> {
  const bindings = await generator.load();
  try {
    const generate = () => withCorrectedScript(bindings.generate(component, multiMemory));
    return withOutline(component, generateOnce(component, String(multiMemory), generate));
  } catch (error) {
    const refusal = refusalOf(error) ?? (await afterTrap(component, error));
    throw !multiMemory && isForSeveralMemories(refusal) ? severalMemories(path) : explain(path, refusal);
  }
}

function withOutline(component: Uint8Array, generated: Generated): Translated {
  const outline = outlineOf(component, generated.files);
  return outline ? { ...generated, files: [...outline.files], outline: outline.bytes } : generated;
}

const isForSeveralMemories = ({ tag, val }: Refusal): boolean =>
  tag === 'unsupported' && val.some((reason) => reason.includes('multiple memories'));

const severalMemories = (path: string): HostError =>
  new HostError({
    code: 'node-too-old',
    message: `${path} has a core module with several memories, which need Node.js 24 or newer`,
    help: HOW_TO_GET_NODE,
  });

const refusalOf = (error: unknown): Refusal | undefined => (error as { payload?: Refusal }).payload;

/** An instance that trapped cannot be entered again: a new one says whose fault it is. */
async function afterTrap(bytes: Uint8Array, trap: unknown): Promise<Refusal> {
  generator.drop();
  const reason = trap instanceof Error ? trap.message : String(trap);
  const bindings = await generator.load();
  try {
    bindings.validate(bytes);
    return { tag: 'unsupported', val: [`the generator of bindings stopped: ${reason}`] };
  } catch (error) {
    const { payload } = error as { payload?: string };
    // The validator trapped as well.
    if (payload === undefined) generator.drop();
    return { tag: 'invalid', val: [payload ?? reason] };
  }
}

function explain(path: string, refusal: Refusal): HostError {
  switch (refusal.tag) {
    case 'invalid':
      return new HostError({
        code: 'component-invalid',
        message: `${path} is not a valid component`,
        causes: refusal.val,
        help: 'Build it again. If you did not build it, it may be damaged, or made by tools newer than WIT Studio.',
      });
    case 'unsupported':
      return new HostError({
        code: 'component-unsupported',
        message: `${path} is a valid component that uses features WIT Studio cannot run`,
        causes: refusal.val,
        help: 'The causes below name the feature where it is known. Please report it with the component.',
      });
    case 'unusual-name':
      return new HostError({
        code: 'unusual-name',
        message: `${path} has a name that no toolchain writes: ${printable(refusal.val)}`,
        help: 'Do not run it if you do not know where it comes from. In your own component, rename the import or export.',
      });
  }
}

/** The start of a name, with invisible characters escaped. */
function printable(name: string): string {
  const start = [...name].slice(0, 60).join('');
  return start.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, codePointEscape) + (start === name ? '' : '…');
}
