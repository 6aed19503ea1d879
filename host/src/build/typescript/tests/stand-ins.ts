import type { BuildFailure, Plugin } from 'esbuild-wasm';
import { HostError } from '../../../base/problem.ts';
import { camelCase } from '../../../inspect/script-names.ts';
import { asset } from '../../../programs.ts';
import type { InterfaceShape } from '../../../toolkit/javascript.ts';
import { valuesOf } from '../check/check-imports.ts';
import { readManifest } from '../manifest.ts';
import { importOf, WIT_IMPORT } from '../wit-imports.ts';
import { TESTING } from './testing-types.ts';
import type { World } from '../world.ts';
import { readWorld } from '../read-world.ts';

const NAMESPACE = 'wit-stand-in';

/**
 * Replaces the imports of the world, which exist only in a component: every function and class forwards to the
 * implementation that the test provides, and throws an error that names it if there is none.
 */
export function standIns(folder: string): Plugin {
  let reading: Promise<World> | undefined;
  const world = () => (reading ??= readManifest(folder).then((manifest) => readWorld(manifest)));
  return {
    name: 'wit-stand-ins',
    setup(build) {
      build.onResolve({ filter: /^[^./\\#]/ }, async ({ path, kind }) => {
        if (kind === 'entry-point') return undefined;
        if (path === TESTING) return { path: asset('build/typescript/tests/stand-ins/runtime.ts') };
        if (path.startsWith('node:')) return { path, external: true };
        const found = nameIn(await worldFor(path, world), path);
        return found === undefined ? undefined : { path: found, namespace: NAMESPACE };
      });
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, async ({ path }) => ({
        contents: moduleOf(path, await world()),
        resolveDir: folder,
      }));
    },
  };
}

/** The bundler's message about a name that an import of the world lacks, without the module that stands in for it. */
export const withoutStandIn = (message: string): string =>
  message.replace(/^No matching export in "wit-stand-in:(.+)" for import "(.+)"$/, '$1 has no $2');

/**
 * A package without a manifest of a component has nothing to replace, unless one of its sources imports an interface:
 * then the mistake of the manifest is the reason why there is no world.
 */
async function worldFor(specifier: string, world: () => Promise<World>): Promise<World | undefined> {
  try {
    return await world();
  } catch (error) {
    const unusable = error instanceof HostError && error.problem.code === 'component-manifest';
    if (unusable && !WIT_IMPORT.test(specifier)) return undefined;
    throw error;
  }
}

/** The problem that the plugin met itself, rather than the bundler's message with its text. */
export const problemIn = (failure: unknown): HostError | undefined =>
  (failure as Partial<BuildFailure>).errors
    ?.map(({ detail }): unknown => detail)
    .find((detail) => detail instanceof HostError);

/** The import of the world that a specifier names; other specifiers are returned as they are. */
function nameIn(world: World | undefined, specifier: string): string | undefined {
  if (world?.importedFunctions.some(({ name }) => name === specifier)) return specifier;
  return (world && importOf(world, specifier)) ?? (WIT_IMPORT.test(specifier) ? specifier : undefined);
}

function moduleOf(path: string, world: World): string {
  const head = `import { standIn } from '${TESTING}';\n`;
  if (world.importedFunctions.some(({ name }) => name === path)) return head + functionOf(path);
  const shape = world.imports.find(({ name }) => name === path);
  if (!shape) return `throw new Error(${JSON.stringify(`the world does not import ${path}`)});`;
  return head + interfaceOf(shape);
}

const functionOf = (name: string): string =>
  `const value = standIn(${JSON.stringify(name)}, undefined);\nexport { value as ${camelCase(name)}, value as default };\n`;

function interfaceOf(shape: InterfaceShape): string {
  const values = valuesOf(shape);
  const [name, members] = [JSON.stringify(shape.name), JSON.stringify(values)];
  const lines = values.map((value) => `  ${value}: standIn(${name}, members, '${value}'),\n`);
  const exported = values.map(
    (value, i) => `const value${i} = all.${value};\nexport { value${i} as ${value} };\n`,
  );
  return `const members = ${members};\nconst all = {\n${lines.join('')}};\nexport default all;\n${exported.join('')}`;
}
