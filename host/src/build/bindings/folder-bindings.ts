import { isAbsolute, relative } from 'node:path';
import { HostError } from '../../base/problem.ts';
import type { BindingsParams, BindingsResult } from '../../protocol.ts';
import { languageOf } from '../build.ts';
import type { BuildContext } from '../context.ts';

/**
 * Writes the bindings that the sources of a component's folder use, as its build does.
 * @throws HostError `bindings-unsupported` if its own tools do that
 */
export async function folderBindings(
  { folder, changed }: BindingsParams,
  context: BuildContext,
): Promise<BindingsResult> {
  const language = await languageOf(folder);
  if (!language.bindings) throw ownTools(folder, language.title);
  const follows = changed === undefined || isWithin(await language.bindings.wit(folder), changed);
  return follows ? language.bindings.write(folder, context) : { world: '', files: [] };
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith('..') && !isAbsolute(way);
}

const ownTools = (folder: string, language: string): HostError =>
  new HostError({
    code: 'bindings-unsupported',
    message: `the build of ${folder} generates its ${language} bindings itself`,
    help: 'Build it: cargo generates them. In a terminal, `wit-studio bindings --language rust WIT` writes a copy to read.',
  });
