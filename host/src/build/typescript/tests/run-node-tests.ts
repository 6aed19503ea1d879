import type { BuildFailure } from 'esbuild-wasm';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { program } from '../../../programs.ts';
import type { TestResult } from '../../../protocol.ts';
import { runCommand } from '../../tests/run-command.ts';
import { failure } from '../bundle.ts';
import { bundler } from '../bundler.ts';
import { selectedTests } from './selected-tests.ts';
import { problemIn, standIns, withoutStandIn } from './stand-ins.ts';

export interface NodeTests {
  readonly output: 'inherit' | 'ignore';
  /** Names of tests and suites; empty for all. */
  readonly only: readonly string[];
  /** Whether results are read. */
  readonly keep: boolean;
}

/**
 * Runs tests by the test runner of Node.js, bundled to JavaScript.
 *
 * @param files paths of the tests
 * @throws HostError `guest-compile-error`, `component-manifest`, or that of a world that cannot be read
 */
export async function runNodeTests(
  folder: string,
  files: readonly string[],
  { output, only, keep }: NodeTests,
): Promise<{ readonly code: number; readonly results: readonly TestResult[] }> {
  const out = join(folder, 'dist', 'test');
  await rm(out, { recursive: true, force: true });
  const scripts = await bundleTests(folder, files, out, only);
  const results = join(out, 'results.jsonl');
  const reporters = [
    ...reporter('testReporter', 'stdout'),
    ...(keep ? reporter('testResults', results) : []),
  ];
  const args = ['--enable-source-maps', '--test', ...reporters, ...scripts];
  const { code } = await runCommand(process.execPath, args, folder, output);
  return { code, results: keep ? await readResults(results) : [] };
}

const reporter = (name: 'testReporter' | 'testResults', to: string): string[] => [
  '--test-reporter',
  program(name).href,
  '--test-reporter-destination',
  to,
];

async function readResults(path: string): Promise<TestResult[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TestResult);
}

async function bundleTests(
  folder: string,
  files: readonly string[],
  out: string,
  only: readonly string[],
): Promise<string[]> {
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
      plugins: [...selectedTests(only), standIns(folder)],
    });
    return Object.keys(metafile.outputs).map((path) => join(folder, path));
  } catch (error) {
    for (const message of (error as Partial<BuildFailure>).errors ?? [])
      message.text = withoutStandIn(message.text);
    throw problemIn(error) ?? failure(error, { folder });
  }
}
