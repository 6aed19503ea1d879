import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { filesBelow } from '../../base/files.ts';
import { HostError } from '../../base/problem.ts';
import type { Problem, TestResult } from '../../protocol.ts';
import type { BuildContext } from '../context.ts';
import { c } from '../c/c.ts';
import { compilerMissing, nativeCompiler } from '../c/compiler.ts';
import { readSettings } from '../external/settings.ts';
import { go, goMissing } from '../go/go.ts';
import { python } from '../python/python.ts';
import { componentizePy, pythonOf } from '../python/tool.ts';
import { requireFolder } from '../require-folder.ts';
import { runNodeTests } from '../typescript/tests/run-node-tests.ts';
import { readCargo } from './cargo.ts';
import { readGo } from './go.ts';
import { readPython } from './python.ts';
import type { ReadResults } from './result.ts';
import { missing, runCommand } from './run-command.ts';

/** The places of tests: beside the sources, or in a folder for tests. */
const PLACES = ['test', 'tests', 'src'];
const TEST = /\.test\.[cm]?[jt]sx?$/;

export interface TestOptions {
  /** Where the runner writes; the standard streams by default. */
  readonly output?: 'inherit' | 'ignore';
  /** Names of tests as in the results; all of the folder by default. In TypeScript also those of suites. */
  readonly only?: readonly string[];
  /** Gets the results when the runner has ended. */
  readonly report?: (results: readonly TestResult[]) => void;
}

/** Reports of progress are ignored. */
const UNHEARD: BuildContext = { signal: new AbortController().signal, progress: () => {}, log: () => {} };

interface Run {
  readonly folder: string;
  readonly output: 'inherit' | 'ignore';
  readonly only: readonly string[];
  /** Whether results are needed. */
  readonly keep: boolean;
}

interface Outcome {
  readonly code: number;
  readonly results: readonly TestResult[];
}

/**
 * Runs the tests of a component's folder: those of a crate by cargo, of Go by go, of Python by its unittest,
 * each of C as a program, those of TypeScript and JavaScript by the test runner of Node.js, which is given them as
 * JavaScript and so need not know TypeScript.
 *
 * @returns the exit code of the runner
 * @throws HostError `not-a-component-folder`, `no-tests`, `no-such-test`, `guest-compile-error`, `rust-missing`, `go-missing`, `c-missing`, `python-missing`
 */
export async function runTests(
  folder: string,
  { output = 'inherit', only = [], report }: TestOptions = {},
): Promise<number> {
  requireFolder(folder);
  const run = await runnerOf(folder);
  const { code, results } = await run({
    folder,
    output,
    only,
    keep: report !== undefined || only.length > 0,
  });
  report?.(results);
  // A runner that finds nothing to run succeeds.
  if (only.length > 0 && results.length === 0 && code === 0) throw noSuchTest(folder, only);
  return code;
}

async function runnerOf(folder: string): Promise<(run: Run) => Promise<Outcome>> {
  const has = (name: string) => existsSync(join(folder, name));
  if (has('package.json')) return runScripts;
  if (has('Cargo.toml')) return runCargo;
  if (has('pyproject.toml')) return runPython;
  if (has('go.mod')) return runGo;
  return (await c.isFolder?.(folder)) ? runC : runScripts;
}

async function runScripts({ folder, output, only, keep }: Run): Promise<Outcome> {
  const places = PLACES.map((name) => join(folder, name)).filter((path) => existsSync(path));
  const files = (await Promise.all(places.map(filesBelow))).flat().filter((path) => TEST.test(path));
  if (files.length === 0) throw noTests(folder, `test/${basename(folder)}.test.js`);
  return runNodeTests(folder, files, { output, only, keep });
}

function runCargo(run: Run): Promise<Outcome> {
  const names = run.only.length > 0 ? ['--', '--exact', ...run.only] : [];
  return runAndRead('cargo', ['test', ...names], run, readCargo).catch(missing(cargoMissing));
}

/** Each file of `tests` is a program of its own, which fails when it does not end with 0. */
async function runC({ folder, output, only, keep }: Run): Promise<Outcome> {
  const tests = await readdir(join(folder, 'tests')).catch(() => []);
  const sources = tests.filter((name) => name.endsWith('.c'));
  if (sources.length === 0) throw noTests(folder, 'tests/answers.c');
  const wanted = sources.filter((name) => only.length === 0 || only.includes(`tests/${name}`));
  const compiler = await nativeCompiler(folder);
  if (!compiler) throw new HostError(compilerMissing(folder));
  if ((await readSettings(folder)).wit !== undefined) await c.bindings?.write(folder, UNHEARD);
  const results: TestResult[] = [];
  for (const source of wanted) {
    const name = `tests/${source}`;
    const program = join(folder, 'dist', 'test', source.replace(/\.c$/, '.exe'));
    await mkdir(dirname(program), { recursive: true });
    // As headers of a system, without warnings: bindings are code for another machine.
    const args = [...compiler.c, '-isystem', 'bindings', join('tests', source), '-o', program];
    let ran = await runCommand(compiler.command, args, folder, output, keep);
    if (ran.code === 0) ran = await runCommand(program, [], folder, output, keep);
    const { code, printed } = ran;
    results.push(
      code === 0 ? { name, outcome: 'passed' } : { name, outcome: 'failed', message: printed.trimEnd() },
    );
    // A program that succeeds may print nothing.
    if (output === 'inherit')
      process.stderr.write(`${name} ${code === 0 ? 'passed' : `ended with ${code}`}\n`);
    if (code !== 0) return { code, results };
  }
  return { code: 0, results };
}

/** Of packages without tests, such as the bindings, go would say so one by one. They are imported, and need not be there yet. */
async function runGo(run: Run): Promise<Outcome> {
  const { folder, only, keep } = run;
  const files = (await filesBelow(folder)).map((path) => relative(folder, path).replaceAll('\\', '/'));
  const tests = files.filter((path) => path.endsWith('_test.go') && !/(^|\/)(vendor\/|[._])/.test(path));
  if (tests.length === 0) throw noTests(folder, 'answers/answers_test.go');
  await go.bindings?.write(folder, UNHEARD);
  const packages = [...new Set(tests.map((path) => `./${dirname(path)}`))];
  const names = only.length > 0 ? ['-run', `^(${only.join('|')})$`] : [];
  const args = ['test', ...(keep ? ['-v'] : []), ...names, ...packages];
  return runAndRead('go', args, run, readGo, tests).catch(missing(goMissing(folder)));
}

async function runPython(run: Run): Promise<Outcome> {
  const { folder, only, keep } = run;
  if (!existsSync(join(folder, 'tests'))) throw noTests(folder, 'tests/test_answers.py');
  if (await needsBindings(folder)) await python.bindings?.write(folder, UNHEARD);
  const tool = await pythonOf(folder);
  // A pattern without an asterisk would also select longer names.
  const names = only.flatMap((name) => ['-k', `*${name}`]);
  const args = ['-m', 'unittest', 'discover', '-s', 'tests', ...(keep ? ['-v'] : []), ...names];
  if (tool) return runAndRead(tool.command, args, run, readPython);
  throw new HostError({
    code: 'python-missing',
    message: `testing ${folder} needs Python, which is neither in .venv nor on the path`,
    help: 'Install Python 3.10 or newer (https://www.python.org/downloads).',
  });
}

/**
 * Whether tests import the module that implements the world, whose bindings can be generated or are missing: tests of the
 * logic alone need no generated code.
 */
async function needsBindings(folder: string): Promise<boolean> {
  const { wit, module = 'app' } = await readSettings(folder);
  if (wit === undefined) return false;
  const tests = (await filesBelow(join(folder, 'tests'))).filter((path) => path.endsWith('.py'));
  const texts = await Promise.all(tests.map((path) => readFile(path, 'utf8')));
  const imported = texts.flatMap((text) => [...text.matchAll(/^\s*(?:import|from)\s+([\w.]+)/gm)]);
  if (!imported.some(([, name]) => name === module || name!.split('.')[0] === 'wit_world')) return false;
  return (await componentizePy(folder)) !== undefined || !existsSync(join(folder, 'wit_world'));
}

async function runAndRead(
  command: string,
  args: readonly string[],
  { folder, output, keep }: Run,
  read: ReadResults,
  files: readonly string[] = [],
): Promise<Outcome> {
  const { code, printed } = await runCommand(command, args, folder, output, keep);
  return { code, results: keep ? read(printed, { folder, files }) : [] };
}

const noTests = (folder: string, example: string): HostError =>
  new HostError({
    code: 'no-tests',
    message: `${folder} has no tests`,
    help: `Tests are files such as ${example}.`,
  });

const noSuchTest = (folder: string, names: readonly string[]): HostError =>
  new HostError({
    code: 'no-such-test',
    message: `${folder} has no test ${names.map((name) => `“${name}”`).join(' or ')}`,
    help: 'Run all tests: the output has their names.',
  });

const cargoMissing: Problem = {
  code: 'rust-missing',
  message: 'testing a crate needs cargo, which is not on the path',
  help: 'Install Rust (https://rustup.rs).',
};
