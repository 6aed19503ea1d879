import { readFileSync } from 'node:fs';

/** Where the package lies once it is made. */
export function vsixPath() {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
  return `${name}-${version}.vsix`;
}
