import { readdir, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { readWitFiles } from '../../build/wit-files.ts';
import { wrapElsewhere } from '../../engine/wrap-elsewhere.ts';
import { readComponentOrPackage } from '../../inspect/component-file.ts';
import { HostError } from '../../base/problem.ts';
import type { SourceLocation } from '../../protocol.ts';
import type { WitSources } from '../../../../server/src/compositions/target.ts';
import { inToolThread } from '../../tools/tool-thread.ts';
import { componentOf, type ComposeContext, type Loaded } from '../components.ts';

/**
 * The package for a name in a WAC document: a component, a folder that is built into one, or a WIT package, as a
 * folder, a file, or in the binary format.
 * @throws HostError `wit-invalid`, and the errors of loading components
 */
export async function loadPackage(
  source: string,
  context: ComposeContext,
  at: SourceLocation | undefined,
): Promise<Loaded> {
  if (await isWit(source)) {
    const wit = await readWitFiles(source, undefined);
    return { component: source, bytes: await encodeWit(source, wit, context.signal, at) };
  }
  const component = await componentOf(source, context, at);
  const bytes = await readComponentOrPackage(component, at);
  return { component, bytes: await wrapElsewhere(bytes, component, at, context.signal) };
}

/** Whether a path is a WIT file, or a folder with WIT files right in it that is no project. */
export async function isWit(path: string): Promise<boolean> {
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) return extname(path) === '.wit';
  const names = await readdir(path);
  return !names.some((name) => PROJECTS.has(name)) && names.some((name) => extname(name) === '.wit');
}

/** The files that make a folder one that is built. */
const PROJECTS = new Set(['package.json', 'Cargo.toml', 'pyproject.toml', 'go.mod', 'wit-studio.toml']);

/**
 * The binary format of a WIT package.
 * @throws HostError `wit-invalid`
 */
export async function encodeWit(
  path: string,
  wit: WitSources,
  signal: AbortSignal,
  at: SourceLocation | undefined,
): Promise<Uint8Array> {
  const encoded = await inToolThread('encodePackage', [wit], signal);
  if ('ok' in encoded) return encoded.ok;
  const [message = '', ...causes] = encoded.err;
  throw new HostError({
    code: 'wit-invalid',
    message: `${path} is not a valid WIT package: ${message}`,
    causes,
    help: `\`wit-studio check ${path}\` and the editor list every error in it.`,
    ...(at && { at }),
  });
}
