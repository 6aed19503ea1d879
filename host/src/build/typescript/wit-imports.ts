import { isAbsolute } from 'node:path';
import type { OnResolveArgs, OnResolveResult, PartialMessage, Plugin, PluginBuild } from 'esbuild-wasm';
import { nearest } from '../../../../server/src/base/nearest.ts';
import { abbreviate } from '../../base/abbreviate.ts';
import type { ComponentManifest } from './manifest.ts';
import type { World } from './world.ts';
import { lastName, unversioned } from '../../../../server/src/base/ids.ts';
import { camelCase, pascalCase } from '../../inspect/script-names.ts';

/** Specifiers that look like `ns:pkg/iface`, with or without `@version`. */
export const WIT_IMPORT = /^[a-z][a-z0-9-]*:[a-z]/;

const FUNCTION = 'wit-function';
/** Marks a question of this plugin to esbuild, which asks all plugins again. */
const RESOLVING = Symbol('asked by wit-imports');

/**
 * Resolves a script's imports of its world: an interface by its name, and a function of the world itself by its own
 * (`import { greet } from 'greet'`, or as the default export, as in ComponentizeJS).
 */
export function witImports(manifest: ComponentManifest, world: World, target: BundleTarget): Plugin {
  return {
    name: 'wit',
    setup(build) {
      build.onResolve({ filter: /^[^./\\#]/ }, (args) => {
        const { path, kind, namespace } = args;
        if (kind === 'entry-point' || args.pluginData === RESOLVING || isAbsolute(path)) return undefined;
        if (namespace === FUNCTION) return { path, external: true };
        const found = importOf(world, path);
        if (found !== undefined) return { path: found, external: true };
        if (world.importedFunctions.some(({ name }) => name === path))
          return { path, namespace: FUNCTION, sideEffects: false };
        if (WIT_IMPORT.test(path)) return { errors: [unknownInterface(path, manifest, world)] };
        return resolveModule(build, args, manifest, world);
      });
      build.onLoad({ filter: /.*/, namespace: FUNCTION }, ({ path }) => ({
        contents: functionModule(path, target),
      }));
    },
  };
}

/** The full name of the interface that a specifier means, which may leave out the version. */
export const importOf = ({ imports }: Pick<World, 'imports'>, specifier: string): string | undefined =>
  imports.map(({ name }) => name).find((name) => name === specifier || unversioned(name) === specifier);

/** The engine has functions of the world as globals; a debugged module is given them by its `require`. */
function functionModule(name: string, target: BundleTarget): string {
  const local = camelCase(name);
  const value = target === 'debug' ? `require(${JSON.stringify(name)})` : `globalThis.${local}`;
  return `const value = ${value};\nexport { value as ${local}, value as default };`;
}

/** A package of npm, or the reason of its absence: esbuild's advice would be to mark it as external. */
async function resolveModule(
  build: PluginBuild,
  { path, importer, namespace, resolveDir, kind }: OnResolveArgs,
  manifest: ComponentManifest,
  world: World,
): Promise<OnResolveResult> {
  const args = { importer, namespace, resolveDir, kind, pluginData: RESOLVING };
  const found = await build.resolve(path, args);
  if (found.errors.length === 0) return found;
  const text = `cannot find module ${path}: no npm package of that name is installed, and world ${world.name} does not import it`;
  return { errors: [{ text, notes: [{ text: hint(path, manifest, world) }] }] };
}

/** The error for an unknown import of an interface, with suggestions. */
export const unknownInterface = (
  path: string,
  manifest: ComponentManifest,
  world: World,
): PartialMessage => ({
  text: `world ${world.name} does not import ${path}`,
  notes: [{ text: hint(path, manifest, world) }],
});

function hint(path: string, manifest: ComponentManifest, world: World): string {
  if (path.startsWith('node:')) return 'A guest has no Node.js: it reaches only what its world imports.';
  const meant = meantBy(path, world);
  if (meant.length > 0)
    return `Did you mean ${meant.map(({ name }) => name).join(' or ')}? ${exampleOf(meant[0]!)}`;
  const all = importable(world);
  if (all.length === 0)
    return `World ${world.name} imports nothing: add what you need to it, in ${manifest.wit}.`;
  const names = abbreviate(all.map(({ name }) => name));
  return `World ${world.name} in ${manifest.wit} imports ${names}. ${exampleOf(all[0]!)}`;
}

/** An import of the world, and one of its names for an example. */
interface Importable {
  readonly name: string;
  readonly member: string | undefined;
}

/** The functions of the world come first: they are few, and nothing else shows their names. */
function importable({ imports, importedFunctions }: World): Importable[] {
  return [
    ...importedFunctions.map(({ name }) => ({ name, member: camelCase(name) })),
    ...imports.map(({ name, functions, resources }) => ({
      name,
      member: functions[0] === undefined ? pascalOf(resources[0]?.name) : camelCase(functions[0]),
    })),
  ];
}

const pascalOf = (name: string | undefined): string | undefined => name && pascalCase(name);

const exampleOf = ({ name, member }: Importable): string =>
  `For example: import ${member === undefined ? 'type * as types' : `{ ${member} }`} from '${name}'.`;

/** The imports with the same last part (`greetings` of `acme:greetings/greetings@0.1.0`), else the nearest. */
function meantBy(path: string, world: World): Importable[] {
  const all = importable(world);
  const wanted = lastName(path);
  const same = all.filter(({ name }) => lastName(name) === wanted || camelCase(name) === wanted);
  if (same.length > 0) return same;
  const close = nearest(
    unversioned(path),
    all.map(({ name }) => unversioned(name)),
  );
  return all.filter(({ name }) => unversioned(name) === close);
}

/** `quickjs`: one ES module for the builder; `debug`: a CommonJS module for Node, with its source map inside. */
export type BundleTarget = 'quickjs' | 'debug';
