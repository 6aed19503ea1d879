import { dirname } from 'node:path';
import { makeFolder } from '../../../../server/src/node/make-folder.ts';
import type { BuildResult } from '../../protocol.ts';
import type { BuildContext } from '../context.ts';
import { buildWith } from '../external/build-with.ts';
import type { BuildLanguage } from '../external/language.ts';
import { readSettings, type BuildSettings } from '../external/settings.ts';
import { isGenerated, pythonBindings } from './bindings.ts';
import { moduleOf } from './module.ts';
import { runComponentizePy } from './run.ts';
import { componentizePy, pythonMissing, type ComponentizePy } from './tool.ts';

export const python: BuildLanguage = {
  title: 'Python',
  manifests: ['pyproject.toml'],
  build: buildPython,
  bindings: pythonBindings,
};

/** A folder with a pyproject.toml becomes a component by componentize-py. */
async function buildPython(folder: string, context: BuildContext): Promise<BuildResult> {
  const settings = await readSettings(folder);
  return buildWith(
    {
      language: 'Python',
      revision: '2',
      settings,
      tool: componentizePy(folder),
      missing: pythonMissing(folder),
      isGenerated,
      run: async (tool) => (await componentize(tool, settings, context), []),
    },
    context,
  );
}

async function componentize(
  tool: ComponentizePy,
  settings: BuildSettings,
  context: BuildContext,
): Promise<void> {
  const { folder, out } = settings;
  const [path, module] = moduleOf(settings);
  makeFolder(dirname(out));
  const args = ['componentize', module, '-p', path, '-o', out];
  await runComponentizePy(tool, args, [path, folder], settings, context);
}
