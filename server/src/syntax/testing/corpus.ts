import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { needs } from '../../testing/needs.ts';

/** Cases of the reference's verdict on WIT, beside the checkout where there is one. */
export const corpus = '../shared/corpus';

/** More cases, about what tools newer than 0.259 read, in the same form. */
const newerCorpus = '../shared/corpus-263';

/** The value of `skip` for a test that needs the corpus. */
export const withoutCorpus = needs(existsSync(corpus), 'the corpus is not beside this checkout');

/** The folders of cases that are beside the checkout. */
export const corpora = (): string[] => [corpus, newerCorpus].filter((folder) => existsSync(folder));

/** One line of index.jsonl. The verdict beside `ref263` is that of wit-parser 0.259. */
export interface Case {
  /** The corpus that it is in. */
  readonly folder: string;
  readonly id: string;
  readonly path: string;
  readonly suite: string;
  readonly kind: 'pass' | 'fail';
  /** The gates that are on. */
  readonly features: readonly string[] | 'all';
  /** The result of encoding one of its worlds as a component. */
  readonly component_validation: 'reject' | null;
  readonly expected_error_first_line: string | null;
  readonly expected_file: string | null;
  /** 1-based. */
  readonly expected_line: number | null;
  /** 1-based, in bytes of UTF-8. */
  readonly expected_col: number | null;
  /** The verdict of wit-parser 0.263; manifests have none. */
  readonly ref263?: Verdict;
}

/** The verdict of a reference on a case. */
export interface Verdict {
  readonly verdict: 'pass' | 'fail';
  /** The first line of its message. */
  readonly error: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly col: number | null;
  /** Whether its worlds can be encoded as components; null without a world. */
  readonly component: 'ok' | 'reject' | null;
}

/** Every case, manifests too. */
export const allCases = (): Case[] => casesIn(corpus);

function casesIn(folder: string): Case[] {
  if (!existsSync(folder)) return [];
  const lines = readFileSync(join(folder, 'index.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => ({ ...(JSON.parse(line) as Case), folder }));
}

/** The cases that are WIT. */
export const cases = (): Case[] => allCases().filter(({ suite }) => suite !== 'manifest');

/** The cases that are WIT, with those about newer tools. */
export const casesOfAllTools = (): Case[] => [...cases(), ...casesIn(newerCorpus)];

/** The file or folder of a case. */
export const startOf = ({ folder, path }: Pick<Case, 'folder' | 'path'>): string => join(folder, path);

/** Where the reference finds a case: it follows no link that leads to the corpus. */
export const realPathOf = (one: Pick<Case, 'folder' | 'path'>): string => realpathSync(startOf(one));

/** Texts of the `.wit` files of a case, by path. */
export function filesOf(one: Pick<Case, 'folder' | 'path'>): Map<string, string> {
  const start = startOf(one);
  const paths = statSync(start).isFile() ? [start] : witBelow(start);
  return new Map(paths.map((file) => [file, readFileSync(file, 'utf8')]));
}

function witBelow(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.wit')).map((name) => join(folder, name));
}

/** The different texts of packages that people published. */
export function realTexts(): string[] {
  const real = cases().filter(({ suite, kind }) => suite === 'real' && kind === 'pass');
  return [...new Set(real.flatMap((one) => [...filesOf(one).values()]))];
}

/** Files of published packages that have several, by path: one package in `every`. */
export function realPackages(every: number): Map<string, string>[] {
  const real = cases().filter(({ suite, kind }) => suite.startsWith('real') && kind === 'pass');
  const several = real.map(filesOf).filter(({ size }) => size > 1);
  const sample = several.filter((_, n) => n % every === 0);
  return sample.map(
    (files) => new Map([...files].map(([path, text]) => [`/${relative(corpus, path)}`, text])),
  );
}
