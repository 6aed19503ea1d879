import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Location, PartialMessage, Plugin } from 'esbuild-wasm';
import type { ComponentManifest } from '../manifest.ts';
import { unknownInterface } from '../wit-imports.ts';
import type { World } from '../world.ts';
import { bundler } from '../bundler.ts';
import { unversioned } from '../../../../../server/src/base/ids.ts';

/**
 * Refuses imports of interfaces that the world does not know where only their types are used: esbuild leaves such
 * imports out, as TypeScript does, and never asks where they lead.
 */
export function typeImports(manifest: ComponentManifest, world: World): Plugin {
  return {
    name: 'wit-types',
    setup(build) {
      build.onEnd(async ({ metafile }) => {
        const files = Object.keys(metafile?.inputs ?? {}).filter((path) => /\.[cm]?tsx?$/.test(path));
        const errors = await Promise.all(files.map((file) => mistakesIn(file, manifest, world)));
        return { errors: errors.flat() };
      });
    },
  };
}

/** Where a text seems to import an interface; in a comment it may look the same. */
const SPECIFIER = /(?<=\bfrom\s*)(['"])(?!node:)(?<name>[a-z][a-z0-9-]*:[a-z][^'"\n]*)\1/g;

async function mistakesIn(
  file: string,
  manifest: ComponentManifest,
  world: World,
): Promise<PartialMessage[]> {
  const text = await readFile(resolve(manifest.folder, file), 'utf8');
  const known = modulesOf(world);
  const unknown = [...text.matchAll(SPECIFIER)].filter(({ groups }) => !known.has(groups!.name!));
  if (unknown.length === 0) return [];
  const imported = await importsOf(text, file);
  return unknown
    .filter(({ groups }) => imported.has(groups!.name!))
    .map(({ 0: quoted, index, groups }) => ({
      ...unknownInterface(groups!.name!, manifest, world),
      location: { file, ...placeOf(text, index, quoted) },
    }));
}

/** The modules that are declared for a guest, with and without their versions. */
function modulesOf({ declarations }: World): ReadonlySet<string> {
  const names = [...declarations.values()].flatMap((text) =>
    [...text.matchAll(/^declare module '([^']+)'/gm)].map(([, name]) => name!),
  );
  return new Set(names.flatMap((name) => [name, unversioned(name)]));
}

/** The imports of a source text, of values or types. */
async function importsOf(text: string, file: string): Promise<ReadonlySet<string>> {
  const build = await bundler();
  const contents = text.replaceAll(TYPE_ONLY, '$1$2');
  const { metafile } = await build({
    stdin: { contents, loader: file.endsWith('x') ? 'tsx' : 'ts' },
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    plugins: [
      {
        name: 'external',
        setup: ({ onResolve }) => onResolve({ filter: /.*/ }, ({ path }) => ({ path, external: true })),
      },
    ],
    bundle: true,
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  return new Set(Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path)));
}

/** The `type` of `import type …` and `export type { … }`, which esbuild would leave out. */
const TYPE_ONLY = /\b(import(?=\s+type\s+(?!from\b)[{*\w])|export(?=\s+type\s*[{*]))(\s+)type\b/g;

/** @returns a place as esbuild has it: lines from 1, columns in bytes of UTF-8 */
function placeOf(text: string, offset: number, found: string): Partial<Location> {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return {
    line: text.slice(0, offset).split('\n').length,
    column: Buffer.byteLength(text.slice(start, offset)),
    length: Buffer.byteLength(found),
    lineText: text.slice(start).split('\n', 1)[0]!,
  };
}
