import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { filesBelow } from '../../../base/files.ts';
import { HostError } from '../../../base/problem.ts';
import type { Finding } from '../../../protocol.ts';
import type { ComponentManifest } from '../manifest.ts';
import { runTool } from '../../tool.ts';

/** `src/a.ts(3,5): error TS2322: Type …`, or without a place; further lines of a message are indented. */
const ERROR = /^(?:(.+)\((\d+),(\d+)\): )?error (TS\d+): (.*)$/;

/** The compiler options for a folder without tsconfig.json: those of `wit-studio new`. */
const DEFAULTS = {
  target: 'ES2022',
  lib: ['ES2023', 'ESNext.Disposable'],
  module: 'ESNext',
  moduleResolution: 'Bundler',
  types: [],
  strict: true,
  noEmit: true,
  allowImportingTsExtensions: true,
};

/**
 * Checks the sources against the generated declarations with the project's own compiler: if package.json lists
 * `typescript`, or enables it by `"check": true`. The compiler is not part of this product, because it is larger than
 * all of it.
 *
 * @returns a function that takes the files of the component, and returns the findings in them that are only warnings,
 *   and the files that the compiler read
 * @throws HostError `guest-type-error` (from that function), with a finding for each mistake
 */
export async function checkTypes(
  manifest: Pick<ComponentManifest, 'folder' | 'entry' | 'types' | 'check'>,
  signal: AbortSignal,
): Promise<(inputs: readonly string[]) => Checked> {
  if (!manifest.check) return () => ({ findings: [], files: [] });
  const compiler = await compilerOf(manifest.folder);
  if (compiler === undefined) return () => ({ findings: [notInstalled], files: [] });
  const { mistakes, files } = await run(compiler.program, manifest, signal);
  return (inputs) => {
    const own = mistakes.filter(({ at }) => !at || inputs.includes(at.file));
    const [first] = own;
    if (!first) return { findings: [], files };
    throw new HostError({
      code: 'guest-type-error',
      message: own.length > 1 ? `${first.message} (and ${own.length - 1} more)` : first.message,
      ...(first.at && { at: first.at }),
      findings: own,
    });
  };
}

interface Checked {
  readonly findings: readonly Finding[];
  /** Absolute; without those of the compiler itself, and the generated declarations. */
  readonly files: readonly string[];
}

const notInstalled: Finding = {
  code: 'guest-type-error',
  severity: 'warning',
  message: 'types were not checked: the project depends on typescript, which is not installed',
  help: 'Run `npm install`, or switch the check off in package.json: "component": { "check": false }.',
};

/** The compiler and its version: another version may report other errors. */
export async function compilerVersion({
  folder,
  check,
}: Pick<ComponentManifest, 'folder' | 'check'>): Promise<string> {
  if (!check) return 'unchecked';
  return (await compilerOf(folder))?.version ?? 'not installed';
}

interface Compiler {
  readonly program: string;
  readonly version: string;
}

/** The nearest `typescript`, as Node.js would find it. */
async function compilerOf(folder: string): Promise<Compiler | undefined> {
  const home = join(folder, 'node_modules', 'typescript');
  const text = await readFile(join(home, 'package.json'), 'utf8').catch(() => '{}');
  const { bin, version = '' } = JSON.parse(text) as { bin?: { tsc?: string }; version?: string };
  if (bin?.tsc) return { program: join(home, bin.tsc), version };
  return dirname(folder) === folder ? undefined : compilerOf(dirname(folder));
}

/** A file of the compiler, which changes with its version. */
const LIBRARY = /[\\/]lib\.[\w.]+\.d\.ts$/;

async function run(
  compiler: string,
  { folder, entry, types }: Pick<ComponentManifest, 'folder' | 'entry' | 'types'>,
  signal: AbortSignal,
): Promise<{ readonly mistakes: readonly Finding[]; readonly files: readonly string[] }> {
  const findings: Finding[] = [];
  const files: string[] = [];
  const onLine = (stream: 'stdout' | 'stderr', line: string): void => {
    const last = findings.at(-1);
    const found = ERROR.exec(line);
    if (found) findings.push(findingOf(found, folder));
    else if (stream === 'stdout' && isAbsolute(line)) files.push(resolve(line));
    else if (stream === 'stdout' && last && /^\s+\S/.test(line))
      findings[findings.length - 1] = { ...last, message: `${last.message}\n${line}` };
  };
  const own = existsSync(join(folder, 'tsconfig.json'));
  const project = own ? folder : await projectFor(entry, types);
  try {
    const args = [compiler, '--noEmit', '--pretty', 'false', '--listFiles', '-p', project];
    const code = await runTool({ command: process.execPath, args, cwd: folder, signal, onLine });
    const mistakes = code === 0 || findings.length > 0 ? findings : [failed(compiler, code)];
    const isOwn = (path: string): boolean => !path.startsWith(types + sep) && !LIBRARY.test(path);
    return { mistakes, files: files.filter(isOwn) };
  } finally {
    if (!own) await rm(project, { recursive: true, force: true });
  }
}

/** A folder with a configuration for sources that have none: files named on the command line are not for every version. */
async function projectFor(entry: string, types: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wit-studio-types-'));
  const declarations = (await filesBelow(types)).filter((path) => path.endsWith('.d.ts'));
  const config = { compilerOptions: DEFAULTS, files: [entry, ...declarations] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  return folder;
}

const failed = (compiler: string, code: number | undefined): Finding => ({
  code: 'guest-type-error',
  severity: 'error',
  message: `the types were not checked: ${compiler} ended with ${code ?? 'a signal'} and without a message`,
  help: 'Install typescript again, or switch the check off in package.json: "component": { "check": false }.',
});

function findingOf([, file, line, column, code, text]: RegExpExecArray, folder: string): Finding {
  const start = { line: Number(line) - 1, character: Number(column) - 1 };
  return {
    code: 'guest-type-error',
    severity: 'error',
    message: `${text} (${code})`,
    ...(file !== undefined && { at: { file: resolve(folder, file), start, end: start } }),
  };
}
