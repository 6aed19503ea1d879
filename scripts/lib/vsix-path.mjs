import { readFileSync } from 'node:fs';

/** Where a package lies once it is made; without a target, the neutral one. */
export function vsixPath(target) {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
  return `${[name, target, version].filter(Boolean).join('-')}.vsix`;
}

/** What vsce calls the machine this runs on. */
export function thisTarget() {
  const musl = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
  return `${musl ? 'alpine' : process.platform}-${process.arch}`;
}
