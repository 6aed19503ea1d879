import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences of the packages that a build takes files from, as one text.
 *
 * @param {Iterable<string>} inputs paths of files below node_modules; others are passed over
 */
export function thirdPartyNotices(inputs) {
  const folders = new Set([...inputs].map(packageFolder).filter((folder) => folder !== undefined));
  const notices = [...folders].map(notice).sort();
  return ['WIT Studio contains these packages.', ...notices].join(`\n\n${'-'.repeat(80)}\n\n`);
}

/** `a/node_modules/@scope/name/lib/x.js` lies in the package `a/node_modules/@scope/name`. */
function packageFolder(path) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

function notice(folder) {
  const { name, version, license, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const heading = [`${name} ${version}`, `License: ${license}`, ...(homepage ? [homepage] : [])];
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (texts.length === 0 && !license) throw new Error(`${name} says nothing about its licence`);
  return [heading.join('\n'), ...texts].join('\n\n');
}
