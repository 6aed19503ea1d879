import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crateNotices } from './crate-notices.mjs';

/**
 * The licences of the packages that a build takes files from, and of the crates in them, as one text.
 *
 * @param {Iterable<string>} inputs paths of files below node_modules and in builds of ours; others are passed over
 */
export function thirdPartyNotices(inputs) {
  const paths = [...inputs];
  const packages = new Map();
  for (const path of paths) {
    const folder = packageFolder(path);
    if (folder !== undefined) packages.set(folder, [...(packages.get(folder) ?? []), path]);
  }
  const notices = [...packages].map(([folder, paths]) => notice(folder, paths)).sort();
  const all = ['WIT Studio contains these packages.', ...notices, ...crateNotices(paths)];
  return all.join(`\n\n${'-'.repeat(80)}\n\n`);
}

/**
 * `a/node_modules/@scope/name/lib/x.js` is in the package `a/node_modules/@scope/name`; `server/wasi` and the engine
 * are packages, too.
 */
function packageFolder(path) {
  return /^(?:.*node_modules\/(?:@[^/]+\/)?[^/]+|server\/wasi(?=\/)|toolkit\/javascript\/engine(?=\/))/.exec(
    path,
  )?.[0];
}

/** @param {string[]} paths the used files of the package, parts of which may have a licence file beside them */
function notice(folder, paths) {
  const { name, version, license, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const heading = [`${name} ${version}`, `License: ${license}`, ...(homepage ? [homepage] : [])];
  const folders = new Set([folder, ...paths.flatMap((path) => foldersAbove(path, folder))]);
  const texts = [...folders].flatMap((one) => licences(one, one.slice(folder.length + 1)));
  if (texts.length === 0 && !license) throw new Error(`${name} says nothing about its licence`);
  return [heading.join('\n'), ...texts].join('\n\n');
}

/** The folders between a package and a file in it. */
function foldersAbove(path, folder) {
  const above = dirname(path);
  return above.length > folder.length ? [...foldersAbove(above, folder), above] : [];
}

/** @param {string} part the folder's path in the package, if it is a part of it */
function licences(folder, part) {
  const heading = part === '' ? '' : `For ${part}:\n\n`;
  return licenceTexts(folder).map((text) => heading + text);
}

/** The licences and notices in a folder. */
export function licenceTexts(folder) {
  const files = readdirSync(folder).filter((file) => /^(un)?(licen[cs]e|notice|copying)/i.test(file));
  return files.sort().map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r', '').trim());
}
