import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** By the package manager of a Linux, how it installs what node-gyp needs. */
const INSTALL = {
  'apt-get': 'sudo apt-get install python3 make g++',
  dnf: 'sudo dnf install python3 make gcc-c++',
  pacman: 'sudo pacman -S python make gcc',
  zypper: 'sudo zypper install python3 make gcc-c++',
  apk: 'sudo apk add python3 make g++',
};

/**
 * How Python, make and a C++ compiler are installed on this system.
 * @returns a command; undefined on a system whose package manager is unknown
 */
export function installBuildTools(platform = process.platform, path = process.env.PATH ?? '') {
  if (platform === 'darwin') return 'xcode-select --install';
  const folders = path.split(delimiter);
  const found = Object.entries(INSTALL).find(([name]) =>
    folders.some((folder) => isProgram(join(folder, name))),
  );
  return found?.[1];
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
