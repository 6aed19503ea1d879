// Builds everything that ships into dist/. One entry a program; `node esbuild.mjs [--watch]`.
import { build } from 'esbuild';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { thirdPartyNotices } from './scripts/lib/third-party.mjs';

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Beside the bundles and not named in them: packages leave the maps out, and debuggers would look for them.
  sourcemap: 'external',
  metafile: true,
  logLevel: 'info',
};
/** ESM bundles of CommonJS dependencies still call require(). */
const requireShim = {
  js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
};

/** Imports a package from a copy beside the bundle, or a file from another bundle. */
function fromCopy(name, path) {
  const filter = new RegExp(`^${name.replaceAll('.', '\\.')}$`);
  return {
    name: 'from-copy',
    setup: (build) => build.onResolve({ filter }, () => ({ path, external: true })),
  };
}

/** Programs of the host, or the command, in dist/host, where their assets are. */
const hostProgram = (entryPoints) => ({
  entryPoints,
  outdir: 'dist',
  chunkNames: 'host/[name]-[hash]',
  splitting: true,
  format: 'esm',
  banner: requireShim,
  // The bundler runs from a copy.
  external: ['./server.ts'],
  plugins: [fromCopy('esbuild-wasm', './esbuild/lib/main.js')],
});

/** Read faster, and with the same names in stacks. */
const shorter = { minifyWhitespace: true, minifySyntax: true };

const inBrowser = { platform: 'browser', target: 'es2022' };

const programs = [
  {
    entryPoints: ['client/src/extension.ts'],
    outfile: 'dist/client/extension.cjs',
    minify: true, // the editor parses all of it at activation
    format: 'cjs',
    external: ['vscode'],
  },
  {
    // Loaded by the language server's program and `wit-studio lsp` (server/src/node/load-server.ts).
    entryPoints: ['server/src/node/server.ts'],
    outfile: 'dist/server/server.cjs',
    format: 'cjs',
    // Names stay, for the stacks in the log.
    minifyWhitespace: true,
    minifySyntax: true,
    banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': 'moduleUrl' },
    // Old Nodes cannot import from a script that was compiled before.
    supported: { 'dynamic-import': false },
    // Its ES module makes a `require` of its own, which such a script cannot do.
    alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
  },
  {
    entryPoints: ['server/src/node/main.ts'],
    outfile: 'dist/server/main.js',
    format: 'esm',
    external: ['./server.ts'],
  },
  {
    entryPoints: ['client/src/browser/extension.ts'],
    outfile: 'dist/browser/extension.js',
    minify: true,
    format: 'cjs',
    external: ['vscode'],
    ...inBrowser,
  },
  {
    // The pages of webviews; each with its style beside it.
    entryPoints: ['component', 'graph', 'timeline'].map((page) => `client/webviews/${page}.ts`),
    outdir: 'dist/webviews',
    minify: true,
    format: 'iife',
    ...inBrowser,
  },
  {
    entryPoints: ['server/src/browser/main.ts'],
    outfile: 'dist/browser/server.js',
    minifyWhitespace: true,
    minifySyntax: true,
    format: 'iife',
    // web-tree-sitter looks for Node.js before it imports these.
    external: ['fs/promises', 'module'],
    ...inBrowser,
  },
  {
    // A thread that the language server and the command start.
    entryPoints: { decoder: 'server/src/node/decoder/thread.ts' },
    outdir: 'dist/server',
    format: 'esm',
  },
  hostProgram({
    // These load the same large parts, each when it is first used: they share their chunks.
    'host/main': 'host/src/main.ts',
    'host/tools': 'host/src/tools/thread.ts',
    // A thread that the language server starts: it shares the toolkit's code and files.
    'host/composer': 'server/src/node/composer/thread.ts',
    'host/resident': 'cli/src/resident.ts',
    'host/command': 'cli/src/main.ts',
  }),
  // The program of each guest has no chunk in common with others: fewer files to load, for which a guest waits.
  { ...hostProgram({ 'host/guest': 'host/src/guest/thread/main.ts' }), ...shorter },
  { ...hostProgram({ 'host/guest-process': 'host/src/guest/main.ts' }), ...shorter },
  hostProgram({ 'host/network': 'host/src/guest/http/outgoing/network.ts' }),
  hostProgram({ 'host/bundler': 'host/src/build/typescript/bundler-process.ts' }),
  hostProgram({
    'host/test-reporter': 'host/src/build/typescript/tests/test-reporter.ts',
    'host/test-results': 'host/src/build/typescript/tests/test-results.ts',
  }),
  {
    // The program `wit-studio`: one file, and no ECMAScript module until it knows that it needs the command.
    entryPoints: ['cli/src/start.ts'],
    outfile: 'dist/cli/wit-studio.js',
    format: 'cjs',
    minifyWhitespace: true,
    minifySyntax: true,
    define: { 'import.meta.url': 'moduleUrl' },
    banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
    plugins: [fromCopy('./main.ts', '../host/command.js')],
  },
];

/** Files that the language server reads, by their place in dist/server. */
const grammar = 'grammars/tree-sitter-wit';
const serverAssets = {
  'web-tree-sitter.wasm': 'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-wit.wasm': `${grammar}/tree-sitter-wit.wasm`,
  'highlights.scm': `${grammar}/queries/highlights.scm`,
  'folds.scm': `${grammar}/queries/folds.scm`,
  'decoder.wasm': 'toolkit/decoder/dist/decoder.wasm',
};

/** Files that the host reads, by their place in dist/host. */
const jco = 'node_modules/@bytecodealliance/jco-transpile/vendor';
const hostAssets = {
  'bindings.wasm': 'toolkit/bindings/dist/bindings.wasm',
  'dwarf.wasm': 'toolkit/dwarf/dist/dwarf.wasm',
  'engine.wasm': 'toolkit/engine/dist/engine.wasm',
  'fuse.wasm': 'toolkit/fuse/dist/fuse.wasm',
  'javascript.wasm': 'toolkit/javascript/dist/javascript.wasm',
  'js-component-bindgen-component.core.wasm': `${jco}/js-component-bindgen-component.core.wasm`,
  'js-component-bindgen-component.core2.wasm': `${jco}/js-component-bindgen-component.core2.wasm`,
  'wasm-tools.core.wasm': `${jco}/wasm-tools.core.wasm`,
  'wasm-tools.core2.wasm': `${jco}/wasm-tools.core2.wasm`,
  'worker-thread.bundle.js': 'node_modules/@bytecodealliance/preview2-shim/dist/io/worker-thread.bundle.js',
  'build/typescript/prelude': 'host/src/build/typescript/prelude',
  'build/typescript/tests/stand-ins': 'host/src/build/typescript/tests/stand-ins',
  'toolkit.wasm': 'toolkit/dist/toolkit.wasm',
  'esbuild/package.json': 'node_modules/esbuild-wasm/package.json',
  'esbuild/lib/main.js': 'node_modules/esbuild-wasm/lib/main.js',
  'esbuild/bin': 'node_modules/esbuild-wasm/bin',
  'esbuild/esbuild.wasm': 'node_modules/esbuild-wasm/esbuild.wasm',
  'esbuild/wasm_exec.js': 'node_modules/esbuild-wasm/wasm_exec.js',
  'esbuild/wasm_exec_node.js': 'node_modules/esbuild-wasm/wasm_exec_node.js',
};

/** The WIT of WASI that the language server knows without fetching it: texts by path, one file for all. */
const wasi = 'server/wasi';

function wasiTexts() {
  const isWit = (path) => path.endsWith('.wit');
  const paths = readdirSync(wasi, { recursive: true, encoding: 'utf8' }).filter(isWit);
  for (const path of paths) inputs.add(`${wasi}/${path}`);
  const texts = paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(`${wasi}/${path}`, 'utf8')]);
  return JSON.stringify(Object.fromEntries(texts));
}

// Chunks are named by their content: those of the last build would stay and ship.
rmSync('dist/host', { recursive: true, force: true });

// The engine is in javascript.wasm.
const inputs = new Set(['toolkit/javascript/engine/runtime-opt-size.wasm']);
for (const program of programs) {
  const files = Object.values(program.entryPoints);
  if (!files.every((file) => existsSync(file))) continue;
  const { metafile } = await build({ ...common, ...program });
  for (const input of Object.keys(metafile.inputs)) inputs.add(input);
}
for (const [folder, assets] of Object.entries({ host: hostAssets, server: serverAssets })) {
  for (const [to, from] of Object.entries(assets)) {
    cpSync(from, `dist/${folder}/${to}`, { recursive: true });
    inputs.add(from);
  }
}
writeFileSync('dist/server/wasi.json', wasiTexts());
writeFileSync('dist/cli/package.json', '{"type":"commonjs"}\n');
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', thirdPartyNotices(inputs));
