import type { Problem } from '../../protocol.ts';
import { findTool, forPlatform, inVirtualEnvironments, type Tool } from '../external/find-tool.ts';

/** The tool that builds the components of a folder, if installed. */
export function componentizePy(folder: string): Promise<Tool | undefined> {
  const names = [...inVirtualEnvironments(folder, 'componentize-py'), 'componentize-py'];
  return findTool(names.map((name) => [name, '--version']));
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
