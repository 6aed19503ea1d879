// Writes test-fixtures/abi/figures.json: for each package of the corpora that wit-parser 0.263 makes a component
// of, how many lines of figures toolkit/abi-figures has (sizes, alignments, offsets, flattened types, core
// signatures of every type and function), and their hash. Needs Rust and the corpora beside the checkout.
// usage: node scripts/abi-figures.mjs          writes the file
//        node scripts/abi-figures.mjs ID       prints the lines of one package, to compare them by eye
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [wanted] = process.argv.slice(2);
const corpora = ['../shared/corpus', '../shared/corpus-263'].filter((folder) => existsSync(folder));
const cases = corpora
  .flatMap((folder) => {
    const lines = readFileSync(join(folder, 'index.jsonl'), 'utf8').trim().split('\n');
    return lines.map((line) => ({ folder, ...JSON.parse(line) }));
  })
  .filter(
    ({ path, ref263 }) =>
      ref263?.verdict === 'pass' && ref263.component !== 'reject' && !path.endsWith('.wat'),
  )
  .filter(({ id }) => wanted === undefined || id === wanted);

const input = cases.map(({ folder, path, features }) =>
  JSON.stringify({ path: resolve(folder, path), features }),
);
const output = execFileSync('cargo', ['run', '--release', '--locked', '--quiet'], {
  cwd: 'toolkit/abi-figures',
  input: `${input.join('\n')}\n`,
  encoding: 'utf8',
  maxBuffer: 2 ** 30,
});
const figures = output
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const refused = cases.filter((_, n) => figures[n].error).map(({ id }) => id);
if (refused.length > 0) throw new Error(`wit-parser refuses ${refused.join(', ')}`);
if (wanted !== undefined) console.log(figures[0].join('\n'));
else {
  const entries = cases.map(({ id }, n) => [id, { lines: figures[n].length, sha256: hash(figures[n]) }]);
  const file = {
    source: 'wit-parser 0.263.0, by scripts/abi-figures.mjs',
    packages: Object.fromEntries(entries),
  };
  writeFileSync('test-fixtures/abi/figures.json', `${JSON.stringify(file, undefined, 1)}\n`);
}

function hash(lines) {
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
}
