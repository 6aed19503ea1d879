import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HostError } from '../../problem.ts';
import type { BuildResult } from '../../protocol.ts';
import type { BuildContext } from '../build.ts';
import { buildWith } from '../external/build-with.ts';
import type { BuildLanguage } from '../external/language.ts';
import { readSettings, type BuildSettings } from '../external/settings.ts';
import { runTool } from '../tool.ts';
import { pythonErrors } from './errors.ts';
import { componentizePy, pythonMissing } from './tool.ts';

export const python: BuildLanguage = {
  title: 'Python',
  manifests: ['pyproject.toml'],
  build: buildPython,
};

/** A folder with a pyproject.toml becomes a component by componentize-py. */
async function buildPython(folder: string, context: BuildContext): Promise<BuildResult> {
  const settings = await readSettings(folder);
  const tool = await componentizePy(folder);
  return buildWith(
    {
      language: 'Python',
      revision: '1',
      settings,
      tool,
      missing: pythonMissing(folder),
      run: async ({ command }) => (await componentize(command, settings, context), []),
    },
    context,
  );
}

async function componentize(command: string, settings: BuildSettings, context: BuildContext): Promise<void> {
  const { folder, world, wit, out } = settings;
  const [path, module] = moduleOf(settings);
  const target = [...(wit ? ['-d', wit] : []), ...(world ? ['-w', world] : [])];
  const args = [...target, 'componentize', module, '-p', path, '-o', out];
  const lines: string[] = [];
  const onLine = (_: string, line: string): void | Promise<void> => {
    lines.push(line);
    return context.log(line);
  };
  await mkdir(dirname(out), { recursive: true });
  const code = await runTool({ command, args, cwd: folder, signal: context.signal, onLine });
  if (code === 0) return;
  const findings = pythonErrors(lines, [path, folder]);
  const [first] = findings;
  throw new HostError({
    code: 'python-build',
    message: first?.message ?? `componentize-py built no component in ${folder}`,
    ...(first?.at && { at: first.at }),
    help: 'The output of componentize-py has the whole message.',
    findings,
  });
}

/** The folder that modules are looked for in, and the name of the module that implements the world. */
function moduleOf({ folder, name, module }: BuildSettings): readonly [path: string, module: string] {
  const names = module === undefined ? ['app', name.replaceAll('-', '_')] : [module];
  const places = [folder, join(folder, 'src')].flatMap((path) => names.map((one) => [path, one] as const));
  const found = places.find(([path, one]) => {
    const base = join(path, ...one.split('.'));
    return existsSync(`${base}.py`) || existsSync(base);
  });
  if (found) return found;
  throw new HostError({
    code: 'build-settings',
    message: `${folder} has no module ${names.join(' or ')}`,
    help: 'Name the module that implements the world in wit-studio.toml: module = "…".',
  });
}
