import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One line of index.jsonl. */
interface Case {
  readonly path: string;
  readonly kind: 'pass' | 'fail';
  readonly suite: string;
}

/**
 * Makes a workspace of this many files at least from the packages that people published, each with its `deps`:
 * over and over, with another name of the package each time.
 */
export function makeLargeWorkspace(corpus: string, target: string, files: number): number {
  rmSync(target, { recursive: true, force: true });
  const packages = publishedPackages(corpus);
  let made = 0;
  for (let n = 0; made < files; n++) {
    const folder = join(target, `package-${n}`, 'wit');
    const source = packages[n % packages.length]!;
    mkdirSync(dirname(folder), { recursive: true });
    cpSync(source, folder, { recursive: true });
    made += witFiles(folder).length;
    for (const name of readdirSync(folder).filter(isWit)) rename(join(folder, name), n);
  }
  return made;
}

function publishedPackages(corpus: string): string[] {
  const lines = readFileSync(join(corpus, 'index.jsonl'), 'utf8').trim().split('\n');
  const cases = lines.map((line) => JSON.parse(line) as Case);
  return cases
    .filter(({ suite, kind, path }) => suite.startsWith('real') && kind === 'pass' && !isWit(path))
    .map(({ path }) => join(corpus, path))
    .filter((path) => existsSync(join(path, 'deps')) && readdirSync(path).some(isWit));
}

const isWit = (path: string): boolean => path.endsWith('.wit');

const witFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isWit);

/** Changes the name of the package, in its header and in its references to itself. */
function rename(path: string, n: number): void {
  const text = readFileSync(path, 'utf8');
  const name = /^package ([\w-]+:[\w-]+)/m.exec(text)?.[1];
  if (name) writeFileSync(path, text.replaceAll(new RegExp(`\\b${name}(?=[/;@\\s])`, 'g'), `${name}-n${n}`));
}
