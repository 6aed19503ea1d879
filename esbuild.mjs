// Builds everything that ships into dist/. One entry a program; `node esbuild.mjs [--watch]`.
import { build } from 'esbuild';
import { existsSync, writeFileSync } from 'node:fs';
import { thirdPartyNotices } from './scripts/lib/third-party.mjs';

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  metafile: true,
  logLevel: 'info',
};
/** ESM bundles of CommonJS dependencies still call require(). */
const requireShim = {
  js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
};

const programs = [
  {
    entryPoints: ['client/src/extension.ts'],
    outfile: 'dist/client/extension.cjs',
    minify: true, // the editor parses all of it at activation
    format: 'cjs',
    external: ['vscode'],
  },
  {
    entryPoints: ['server/src/node/main.ts'],
    outfile: 'dist/server/main.js',
    format: 'esm',
    banner: requireShim,
  },
  {
    entryPoints: ['host/src/main.ts'],
    outfile: 'dist/host/main.js',
    format: 'esm',
    banner: requireShim,
    packages: 'external',
  },
  {
    entryPoints: ['cli/src/main.ts'],
    outfile: 'dist/cli/wit-studio.js',
    format: 'esm',
    banner: requireShim,
    packages: 'external',
  },
];

const inputs = new Set();
for (const program of programs) {
  if (!existsSync(program.entryPoints[0])) continue;
  const { metafile } = await build({ ...common, ...program });
  for (const input of Object.keys(metafile.inputs)) inputs.add(input);
}
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', thirdPartyNotices(inputs));
