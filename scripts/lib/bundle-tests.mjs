/** Bundles test files once, so that each starts in plain Node and none translates the sources again. */
import { build } from 'esbuild';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Programs that tests start from their sources, in addition to the imports of test files. */
const programs = [
  'cli/src/main.ts',
  'client/src/host/testing/fake-host.ts',
  'host/src/main.ts',
  'host/src/keyvalue/redis/testing/set-and-get.ts',
  'host/src/run/testing/counters.ts',
  'host/src/base/problem.ts',
  'cli/src/resident.ts',
  'host/src/tools/run-jobs.ts',
  'host/src/tools/thread.ts',
  'host/src/tools/tool-thread.ts',
  'host/src/wasi/filesystem/testing/swapper.ts',
  'server/src/node/decoder/thread.ts',
];

/** Modules keep the address of their source: they find the files beside it, and know that they are not built. */
const sourceUrls = {
  name: 'source-urls',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.m?[jt]s$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      // On the first line, so that the numbers of the lines stay.
      const url = text.includes('import.meta.url') ? `const moduleUrl = '${pathToFileURL(path)}'; ` : '';
      return { contents: url + text, loader: path.endsWith('ts') ? 'ts' : 'js' };
    }),
};

/** Bundles go inside the checkout, where packages are found. Their paths are those of the sources. */
export async function bundleTests(files) {
  mkdirSync('.cache', { recursive: true });
  const folder = resolve(mkdtempSync('.cache/tests-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  await build({
    entryPoints: [...new Set([...files, ...programs])],
    outdir: folder,
    outbase: '.',
    bundle: true,
    splitting: true,
    packages: 'external',
    // Only within an editor there is this module; what the stand-in lacks, no test reaches.
    alias: { vscode: resolve('client/src/testing/editor.ts') },
    logOverride: { 'import-is-undefined': 'silent' },
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    define: { 'import.meta.url': 'moduleUrl' },
    plugins: [sourceUrls],
    logLevel: 'warning',
  });
  return { folder, files: files.map((file) => join(folder, file.replace(/\.ts$/, '.js'))) };
}
