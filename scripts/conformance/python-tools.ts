/** Compilers that come from PyPI. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const TOOLS = ['componentize-py==0.25.1', 'ziglang==0.17.1'];

/** Installs componentize-py and zig into `.venv` of a folder, where builds below it look for them. */
export function installPythonTools(folder: string): void {
  const python = join(folder, '.venv', process.platform === 'win32' ? 'Scripts' : 'bin', 'python');
  if (!existsSync(python))
    execFileSync('python3', ['-m', 'venv', join(folder, '.venv')], { stdio: 'inherit' });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', ...TOOLS], { stdio: 'inherit' });
}
