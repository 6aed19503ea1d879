import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { filesBelow } from '../../../files.ts';
import { program } from '../../../programs.ts';
import { HostError } from '../../../problem.ts';
import type { Problem } from '../../../protocol.ts';
import { failure } from '../bundle.ts';
import { c } from '../../c/c.ts';
import { compilerMissing, nativeCompiler } from '../../c/compiler.ts';
import { go, goMissing } from '../../go/go.ts';
import { pythonOf } from '../../python/tool.ts';
import { requireFolder } from '../../require-folder.ts';
import { standIns } from './stand-ins.ts';
import { bundler } from '../bundler.ts';

/** The places of tests: beside the sources, or in a folder for tests. */
const PLACES = ['test', 'tests', 'src'];
const TEST = /\.test\.[cm]?[jt]sx?$/;

/**
 * Runs the tests of a component's folder: those of a crate by cargo, of Go by go, of Python by its unittest,
 * each of C as a program, those of TypeScript and JavaScript by the test runner of Node.js, which is given them as
 * JavaScript and so need not know TypeScript.
 *
 * @param output where the runner writes
 * @returns the exit code of the runner
 * @throws HostError `not-a-component-folder`, `no-tests`, `guest-compile-error`, `rust-missing`, `go-missing`, `c-missing`, `python-missing`
 */
export async function runTests(folder: string, output: 'inherit' | 'ignore' = 'inherit'): Promise<number> {
  requireFolder(folder);
  if (!existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'Cargo.toml')))
    return runCommand('cargo', ['test'], folder, output).catch(missing(cargoMissing));
  if (!existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'pyproject.toml')))
    return runPythonTests(folder, output);
  if (!existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'go.mod')))
    return runGoTests(folder, output);
  if (!existsSync(join(folder, 'package.json')) && (await c.isFolder?.(folder)))
    return runCTests(folder, output);
  const places = PLACES.map((name) => join(folder, name)).filter((path) => existsSync(path));
  const files = (await Promise.all(places.map(filesBelow))).flat().filter((path) => TEST.test(path));
  if (files.length === 0) throw noTests(folder, `test/${basename(folder)}.test.js`);
  const out = join(folder, 'dist', 'test');
  await rm(out, { recursive: true, force: true });
  const scripts = await bundleTests(folder, files, out);
  const reporter = ['--test-reporter', program('testReporter').href, '--test-reporter-destination', 'stdout'];
  return runCommand(
    process.execPath,
    ['--enable-source-maps', '--test', ...reporter, ...scripts],
    folder,
    output,
  );
}

/** Each file of `tests` is a program of its own, which fails when it does not end with 0. */
async function runCTests(folder: string, output: 'inherit' | 'ignore'): Promise<number> {
  const tests = await readdir(join(folder, 'tests')).catch(() => []);
  const sources = tests.filter((name) => name.endsWith('.c'));
  if (sources.length === 0) throw noTests(folder, 'tests/answers.c');
  const compiler = await nativeCompiler(folder);
  if (!compiler) throw new HostError(compilerMissing(folder));
  for (const source of sources) {
    const program = join(folder, 'dist', 'test', source.replace(/\.c$/, '.exe'));
    await mkdir(dirname(program), { recursive: true });
    const args = [...compiler.c, join('tests', source), '-o', program];
    const code =
      (await runCommand(compiler.command, args, folder, output)) ||
      (await runCommand(program, [], folder, output));
    if (code !== 0) {
      if (output === 'inherit') process.stderr.write(`tests/${source} ended with ${code}\n`);
      return code;
    }
  }
  return 0;
}

/** Of packages without tests, such as the bindings, go would say so one by one. They are imported, and need not be there yet. */
async function runGoTests(folder: string, output: 'inherit' | 'ignore'): Promise<number> {
  const files = (await filesBelow(folder)).map((path) => relative(folder, path).replaceAll('\\', '/'));
  const tests = files.filter((path) => path.endsWith('_test.go') && !/(^|\/)(vendor\/|[._])/.test(path));
  if (tests.length === 0) throw noTests(folder, 'answers/answers_test.go');
  await go.bindings?.write(folder, {
    signal: new AbortController().signal,
    progress: () => {},
    log: () => {},
  });
  const packages = [...new Set(tests.map((path) => `./${dirname(path)}`))];
  return runCommand('go', ['test', ...packages], folder, output).catch(missing(goMissing(folder)));
}

async function runPythonTests(folder: string, output: 'inherit' | 'ignore'): Promise<number> {
  if (!existsSync(join(folder, 'tests'))) throw noTests(folder, 'tests/test_answers.py');
  const python = await pythonOf(folder);
  if (python)
    return runCommand(python.command, ['-m', 'unittest', 'discover', '-s', 'tests'], folder, output);
  throw new HostError({
    code: 'python-missing',
    message: `testing ${folder} needs Python, which is neither in .venv nor on the path`,
    help: 'Install Python 3.10 or newer (https://www.python.org/downloads).',
  });
}

const noTests = (folder: string, example: string): HostError =>
  new HostError({
    code: 'no-tests',
    message: `${folder} has no tests`,
    help: `Tests are files such as ${example}.`,
  });

async function bundleTests(folder: string, files: readonly string[], out: string): Promise<string[]> {
  const build = await bundler();
  try {
    const { metafile } = await build({
      entryPoints: [...files],
      absWorkingDir: folder,
      outdir: out,
      outbase: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      packages: 'external',
      platform: 'node',
      target: 'node20',
      format: 'esm',
      sourcemap: 'inline',
      logLevel: 'silent',
      metafile: true,
      plugins: [standIns(folder)],
    });
    return Object.keys(metafile.outputs).map((path) => join(folder, path));
  } catch (error) {
    throw failure(error, { folder });
  }
}

function runCommand(
  command: string,
  args: readonly string[],
  cwd: string,
  stdio: 'inherit' | 'ignore',
): Promise<number> {
  return new Promise((done, fail) => {
    // A test runner that starts this one would keep it from running anything.
    const { NODE_TEST_CONTEXT: _runner, ...env } = process.env;
    const child = spawn(command, args, { cwd, env, stdio });
    child.once('error', fail);
    child.once('exit', (code) => done(code ?? 1));
  });
}

/** For a command that is not there. */
const missing =
  (problem: Problem) =>
  (error: NodeJS.ErrnoException): never => {
    throw error.code === 'ENOENT' ? new HostError(problem) : error;
  };

const cargoMissing: Problem = {
  code: 'rust-missing',
  message: 'testing a crate needs cargo, which is not on the path',
  help: 'Install Rust (https://rustup.rs).',
};
