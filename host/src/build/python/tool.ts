import type { Problem } from '../../protocol.ts';
import { environmentOf, installedPackages } from './environment.ts';
import { findTool, forPlatform, inVirtualEnvironments, type Tool } from '../external/find-tool.ts';

/** componentize-py, with the packages that modules can import. */
export interface ComponentizePy extends Tool {
  /** The virtual environment that it is in, whose packages it uses. */
  readonly environment: string | undefined;
}

/** The tool that builds the components of a folder, if installed. Its version includes those of the packages beside it. */
export async function componentizePy(folder: string): Promise<ComponentizePy | undefined> {
  const names = [...inVirtualEnvironments(folder, 'componentize-py'), 'componentize-py'];
  const tool = await findTool(names.map((name) => [name, '--version']));
  if (!tool) return undefined;
  const environment = environmentOf(tool.command) ?? process.env['VIRTUAL_ENV'];
  const packages = environment === undefined ? [] : await installedPackages(environment);
  return { ...tool, version: [tool.version, ...packages].join('\n'), environment };
}

/** The Python that runs the tests of a folder. */
export function pythonOf(folder: string): Promise<Tool | undefined> {
  const names = [...inVirtualEnvironments(folder, 'python'), 'python3', 'python'];
  return findTool(names.map((name) => [name, '--version']));
}

export const pythonMissing = (folder: string): Problem => ({
  code: 'python-missing',
  message: `building ${folder} needs componentize-py, which is neither in .venv nor on the path`,
  help: forPlatform({
    linux:
      'In the folder: `python3 -m venv .venv`, then `.venv/bin/pip install componentize-py` (Debian and Ubuntu: `sudo apt install python3-venv` first).',
    darwin: 'In the folder: `python3 -m venv .venv`, then `.venv/bin/pip install componentize-py`.',
    win32: 'In the folder: `py -m venv .venv`, then `.venv\\Scripts\\pip install componentize-py`.',
  }),
});
