// Bundles the host's programs for tests that run from the sources. Not part of any bundle. CommonJS, because
// `program` of files.ts answers at once.
/* eslint-disable @typescript-eslint/no-require-imports */
const { buildSync } = require('esbuild');
const { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

/** @param programs for each: its file below host/src, and the name of the bundle */
exports.bundleForTests = (programs) => {
  const shared = process.env.TEST_BUNDLES;
  return pathToFileURL(join(shared ? bundleOnce(programs, shared) : bundleForProcess(programs), 'host/'));
};

/** The runner of all tests has a folder that they share: the first that needs the programs bundles them. */
function bundleOnce(programs, shared) {
  const out = join(shared, 'programs');
  if (existsSync(out)) return out;
  const draft = mkdtempSync(`${out}-`);
  bundlePrograms(programs, draft);
  try {
    renameSync(draft, out);
  } catch {
    // Another process was first.
  }
  return out;
}

function bundleForProcess(programs) {
  const out = mkdtempSync(join(tmpdir(), 'wit-studio-programs-'));
  process.on('exit', () => rmSync(out, { recursive: true, force: true }));
  bundlePrograms(programs, out);
  return out;
}

function bundlePrograms(programs, out) {
  const root = join(__dirname, '../../..');
  for (const [source, bundle] of programs)
    bundleProgram(root, { [bundle.replace(/\.js$/, '')]: join(root, 'host/src', source) }, join(out, 'host'));
  // The files that a guest's process reads beside its program.
  copyFileSync(join(root, 'toolkit/dwarf/dist/dwarf.wasm'), join(out, 'host/dwarf.wasm'));
}

/** As in dist, where no program that starts with a guest has a chunk in common with others. */
function bundleProgram(root, entryPoints, outdir) {
  buildSync({
    absWorkingDir: root,
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'error',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
}
