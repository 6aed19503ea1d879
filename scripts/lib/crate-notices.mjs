import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The licence notices of the crates in our builds: those with a `crates.json` beside them (linked-crates.mjs).
 *
 * @param {string[]} paths of the builds' files; others are skipped
 * @returns {string[]} the list of crates, then each licence once
 */
export function crateNotices(paths) {
  const files = new Set(paths.map((path) => join(dirname(path), 'crates.json')).filter(existsSync));
  const lists = [...files].map((file) => JSON.parse(readFileSync(file, 'utf8')));
  if (lists.length === 0) return [];
  const crates = lists.flatMap((list) => list.crates);
  const lines = crates.map(({ name, version, license }) => `${name} ${version}\nLicense: ${license}`);
  const texts = gathered(lists.flatMap((list) => list.texts));
  return [
    ['WebAssembly modules of WIT Studio contain these Rust crates.', ...new Set(lines.sort())].join('\n\n'),
    ...texts.map(({ carriers, text }) => `For ${carriers.join(', ')}:\n\n${text}`),
  ];
}

/** Merges texts that differ in white space alone, with all packages that contain them. */
export function gathered(texts) {
  const all = new Map();
  for (const { carriers, text } of texts) {
    const key = text.replace(/\s+/g, ' ');
    const same = all.get(key) ?? { carriers: [], text };
    all.set(key, { ...same, carriers: [...new Set([...same.carriers, ...carriers])].sort() });
  }
  return [...all.values()];
}
