import { HostError } from '../../base/problem.ts';
import type { SourceLocation } from '../../protocol.ts';
import type { Wit } from '../../toolkit/javascript.ts';
import { bindingsGenerators, type BindingsLanguage, type Refusal } from '../../toolkit/wit-bindgen.ts';
import { invalidWit, unknownWorld } from '../typescript/refusal.ts';
import { readWitFiles } from '../wit-files.ts';
import { placeOfUnsupported } from '../wit-places.ts';

/** A world of a WIT folder. */
export interface WorldPlace {
  readonly wit: string;
  /** Undefined: the only one of the package. */
  readonly world: string | undefined;
  /** The key or flag that names it, written before the name in quotes; `wit-studio.toml: world =` where it is absent. */
  readonly naming?: string;
}

export interface GeneratedBindings {
  readonly world: string;
  /** By their path below the folder of bindings, with `/`. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/**
 * The files that wit-bindgen generates for a world in a language. Runs on the tool thread.
 * @throws HostError `wit-invalid`, `world-unknown` or `bindings-unsupported`
 */
export async function generateBindings(
  place: WorldPlace,
  language: BindingsLanguage,
): Promise<GeneratedBindings> {
  const wit = await readWitFiles(place.wit, place.world);
  const { world, files } = await bindingsGenerators
    .use((generators) => generators.generate(wit, language))
    .catch((error: unknown) => {
      throw bindingsProblem(error, place, wit, language);
    });
  return { world, files: Object.fromEntries(files.map(({ path, content }) => [path, content])) };
}

/**
 * A core module with the world that it was built for in it. A job for the thread of tools.
 * @throws HostError as `generateBindings`
 */
export async function embedWorld(place: WorldPlace, module: Uint8Array): Promise<Uint8Array> {
  const wit = await readWitFiles(place.wit, place.world);
  return bindingsGenerators
    .use((generators) => generators.embed(wit, module))
    .catch((error: unknown) => {
      throw bindingsProblem(error, place, wit);
    });
}

/** Where a folder names its world, for languages that have no manifest of their own for it. */
const NAMING = 'wit-studio.toml: world =';

function bindingsProblem(error: unknown, place: WorldPlace, wit: Wit, language = ''): HostError {
  const refused = (error as { payload?: Refusal }).payload;
  switch (refused?.tag) {
    case 'invalid':
      return invalidWit(place.wit, refused.val);
    case 'no-world':
      return unknownWorld(place, refused.val, (world) => `${place.naming ?? NAMING} "${world}"`, wit);
    case 'unsupported': {
      const what = `has ${refused.val.join(', ')}`;
      return unsupported(place, language, what, placeOfUnsupported(wit, refused.val));
    }
    default: {
      const what = `is more than it can do: ${refused?.val ?? String(error)}`;
      return unsupported(place, language, what, placeOfUnsupported(wit, []));
    }
  }
}

const unsupported = (
  { wit }: WorldPlace,
  language: string,
  what: string,
  at: SourceLocation | undefined,
): HostError =>
  new HostError({
    code: 'bindings-unsupported',
    message: `wit-bindgen cannot generate ${language} for the WIT in ${wit}, which ${what}`,
    help: 'Remove it from the world, or write this component in another language: Rust supports all of WIT.',
    ...(at && { at }),
  });
