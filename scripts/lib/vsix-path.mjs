import { readFileSync } from 'node:fs';

/** The path of the package. */
export function vsixPath() {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
  return `${name}-${version}.vsix`;
}
