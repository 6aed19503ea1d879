import { basename, isAbsolute, join, resolve } from 'node:path';
import type { BuildOptions, Message, OutputFile, Plugin } from 'esbuild-wasm';
import { few } from '../few.ts';
import { HostError } from '../problem.ts';
import type { Finding } from '../protocol.ts';
import { checkExports } from './exports.ts';
import { inToolThread } from '../tools/tool-thread.ts';
import type { ComponentManifest } from './manifest.ts';
import { prelude } from './prelude.ts';
import { FIRST_LINE, mapLine, withFirstLine } from './stack-map.ts';
import type { World } from './world.ts';

export interface Bundle {
  readonly code: string;
  /** Every file of the user that went in, absolute. */
  readonly inputs: readonly string[];
  readonly findings: readonly Finding[];
}

/** `quickjs`: one ES module for the builder; `debug`: a CommonJS module for Node, with its source map inside. */
export type BundleTarget = 'quickjs' | 'debug';

/**
 * Makes one module of a guest's TypeScript. Imports of WIT interfaces stay imports.
 * @throws HostError `guest-compile-error` with every syntax error and unknown import, in the user's files
 */
export async function bundle(
  manifest: ComponentManifest,
  world: World,
  target: BundleTarget,
  signal?: AbortSignal,
): Promise<Bundle> {
  const { build } = await import('esbuild-wasm');
  const options = { ...common(manifest), ...(target === 'quickjs' ? forQuickJs : forNode) };
  const plugins = [witImports(manifest, world)];
  try {
    const result = await build({ ...options, plugins, write: false, metafile: true });
    const files = result.outputFiles ?? [];
    const code = target === 'debug' ? (files[0]?.text ?? '') : await forEngine(files, world);
    if (target === 'quickjs') {
      checkExports(manifest, world, result.metafile);
      if (world.interfaces.length > 0)
        await inToolThread('checkMembers', [manifest, promisedBy(world), code], signal);
    }
    const inputs = Object.keys(result.metafile.inputs).filter((path) => !path.includes(':'));
    return {
      code,
      inputs: inputs.map((path) => resolve(manifest.folder, path)),
      findings: result.warnings.map((message) => toFinding(message, manifest, 'warning')),
    };
  } catch (error) {
    signal?.throwIfAborted();
    throw failure(error, manifest);
  }
}

const common = ({ entry, folder }: ComponentManifest): BuildOptions => ({
  entryPoints: [entry],
  absWorkingDir: folder,
  bundle: true,
  logLevel: 'silent',
  charset: 'utf8',
});

/** What its members are checked against. */
const promisedBy = ({ name, interfaces }: World): Pick<World, 'name' | 'interfaces'> => ({
  name,
  interfaces,
});

/** The script with the prelude, and with its map, by which its stacks name the guest's own lines. */
async function forEngine(files: readonly OutputFile[], { streams }: World): Promise<string> {
  const [map, script] = ['guest.js.map', 'guest.js'].map(
    (name) => files.find(({ path }) => basename(path) === name)?.text ?? '',
  );
  return withFirstLine(script!, mapLine(map!) + (await prelude(streams)));
}

const forQuickJs: BuildOptions = {
  format: 'esm',
  outfile: 'guest.js',
  sourcemap: 'external',
  sourcesContent: false,
  banner: { js: FIRST_LINE },
  target: 'es2023',
  platform: 'neutral',
  // A function that another one's name is in the way of is renamed in the bundle; stacks show its own name.
  keepNames: true,
  mainFields: ['module', 'main'],
};

const forNode: BuildOptions = {
  format: 'cjs',
  target: 'node20',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  sourcemap: 'inline',
  sourcesContent: false,
};

/** Specifiers that look like `ns:pkg/iface`, with or without `@version`. */
export const WIT_IMPORT = /^[a-z][a-z0-9-]*:[a-z]/;

function witImports(manifest: ComponentManifest, world: World): Plugin {
  return {
    name: 'wit',
    setup(build) {
      build.onResolve({ filter: WIT_IMPORT }, ({ path, kind }) => {
        if (kind === 'entry-point') return undefined;
        const found = world.imports.find((name) => name === path || name.replace(/@.*/, '') === path);
        if (found) return { path: found, external: true };
        return {
          errors: [
            { text: `world ${world.name} does not import ${path}`, notes: [hint(path, manifest, world)] },
          ],
        };
      });
    },
  };
}

function hint(path: string, manifest: ComponentManifest, world: World): { text: string } {
  if (path.startsWith('node:'))
    return { text: 'A guest has no Node.js: it reaches only what its world imports.' };
  const known = world.imports.filter((name) =>
    name.split('@')[0]?.endsWith(path.split('/').at(-1)?.split('@')[0] ?? path),
  );
  if (known.length > 0) return { text: `Did you mean ${known.join(' or ')}?` };
  return {
    text: `Add it to the world in ${manifest.wit}; it imports ${few(world.imports) || 'nothing'}.`,
  };
}

/** The problem that esbuild's refusal is, with the places in the sources. */
export function failure(error: unknown, manifest: Pick<ComponentManifest, 'folder'>): unknown {
  const messages = (error as { errors?: readonly Message[] }).errors;
  if (error instanceof HostError) return error;
  if (!messages?.length) {
    return new HostError({
      code: 'bundler-failed',
      message: `the bundler stopped: ${(error as Error).message}`,
      help: 'Try again; if it stays so, report it with the files of the component.',
    });
  }
  const findings = messages.map((message) => toFinding(message, manifest, 'error'));
  const [first] = findings;
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  return new HostError({
    code: 'guest-compile-error',
    message: `${first?.message}${more}`,
    ...(first?.help !== undefined && { help: first.help }),
    ...(first?.at && { at: first.at }),
    findings,
  });
}

function toFinding(
  message: Message,
  manifest: Pick<ComponentManifest, 'folder'>,
  severity: Finding['severity'],
): Finding {
  const { text, location, notes } = message;
  const help = notes.map((note) => note.text).join(' ');
  const base = { code: 'guest-compile-error', message: text, severity, ...(help && { help }) };
  if (!location) return base;
  const file = isAbsolute(location.file) ? location.file : join(manifest.folder, location.file);
  const character = (column: number) => Buffer.from(location.lineText).subarray(0, column).toString().length;
  const line = location.line - 1;
  const [start, end] = [location.column, location.column + location.length].map(character);
  return {
    ...base,
    at: { file, start: { line, character: start ?? 0 }, end: { line, character: end ?? 0 } },
  };
}
