import { basename, isAbsolute, join, resolve } from 'node:path';
import type { BuildOptions, Message, OutputFile } from 'esbuild-wasm';
import { HostError } from '../../base/problem.ts';
import type { Finding } from '../../protocol.ts';
import type { Needs } from '../../toolkit/javascript.ts';
import type { CheckedWorld } from './check/check-script.ts';
import { waitingExports } from './exported-calls.ts';
import { checkExports } from './exports.ts';
import { inToolThread } from '../../tools/tool-thread.ts';
import type { ComponentManifest } from './manifest.ts';
import { prelude } from './prelude.ts';
import { FIRST_LINE, mapLine, withFirstLine } from './stack-map.ts';
import { featuresFor, needsOf } from './web-features.ts';
import { typeImports } from './check/type-imports.ts';
import { witImports, type BundleTarget } from './wit-imports.ts';
import type { World } from './world.ts';
import { bundler } from './bundler.ts';

export interface Bundle {
  readonly code: string;
  /** Imports that the component needs besides those of its world; none when targeting Node.js. */
  readonly needs: Needs;
  /** The absolute paths of all bundled files of the user. */
  readonly inputs: readonly string[];
  readonly findings: readonly Finding[];
}

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
  const build = await bundler();
  const options = { ...common(manifest), ...(target === 'quickjs' ? forQuickJs : forNode) };
  const plugins = [witImports(manifest, world, target), typeImports(manifest, world)];
  try {
    const result = await build({ ...options, plugins, write: false, metafile: true });
    const files = result.outputFiles ?? [];
    if (target === 'quickjs') checkExports(manifest, world, result.metafile);
    const program =
      target === 'debug'
        ? { code: files[0]?.text ?? '', needs: {} }
        : await forEngine(files, manifest, world, signal);
    const inputs = Object.keys(result.metafile.inputs).filter((path) => !path.includes(':'));
    return {
      ...program,
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

/** The exports that the script must have. */
const partsOf = ({ name, imports, interfaces }: World): CheckedWorld => ({ name, imports, interfaces });

const SCRIPT = 'guest.js';
const MAP = `${SCRIPT}.map`;

const textOf = (files: readonly OutputFile[], name: string): string =>
  files.find(({ path }) => basename(path) === name)?.text ?? '';

/** The script with its prelude, and with its map, by which its stacks name the guest's own lines. */
async function forEngine(
  files: readonly OutputFile[],
  manifest: ComponentManifest,
  world: World,
  signal: AbortSignal | undefined,
): Promise<Pick<Bundle, 'code' | 'needs'>> {
  const [script, map] = [textOf(files, SCRIPT), textOf(files, MAP)];
  const use = await inToolThread('checkScript', [manifest, partsOf(world), script, map], signal);
  const features = featuresFor(script, use, world);
  const needs = needsOf(script, features);
  const own = needs.jobs && use.exports ? waitingExports(script, use.exports, world) : script;
  const interfaces = [...world.surroundings, ...world.imports.map(({ name }) => name)];
  const line = mapLine(map) + (await prelude(features, interfaces));
  return { code: withFirstLine(own, line), needs };
}

const forQuickJs: BuildOptions = {
  format: 'esm',
  outfile: SCRIPT,
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
  // Expressions may use what the program does not, such as an enumeration whose values are inlined.
  treeShaking: false,
  // With the sources: the debugger shows the variables that these have.
  sourcemap: 'inline',
};

/** Converts esbuild's errors to a problem with places in the sources. */
export function failure(error: unknown, manifest: Pick<ComponentManifest, 'folder'>): unknown {
  const messages = (error as { errors?: readonly Message[] }).errors;
  if (error instanceof HostError) return error;
  if (!messages?.length) {
    return new HostError({
      code: 'bundler-failed',
      message: `the bundler stopped: ${(error as Error).message}`,
      help: 'Try again. If it happens again, report it with the files of the component.',
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
