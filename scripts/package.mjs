/**
 * Packs the last build of the extension as one .vsix for every platform. .vscodeignore lists its contents.
 *
 * usage: node scripts/package.mjs
 */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { extensionPage } from './lib/extension-page.mjs';
import { isMain } from './lib/is-main.mjs';
import { vsixPath } from './lib/vsix-path.mjs';

const SAMPLE = 'test-fixtures/workspaces/edge';
/** Builds in the checkout are not part of the sample. */
const isSource = (path) => !/[\\/](target|dist)$/.test(path);

async function packageExtension() {
  const stage = resolve('.cache/package');
  rmSync(stage, { recursive: true, force: true });
  const files = await listFiles({ packageManager: PackageManager.None });
  for (const file of files) cpSync(file, join(stage, file));
  cpSync(SAMPLE, join(stage, 'sample'), { recursive: true, filter: isSource });
  writeFileSync(join(stage, 'package.json'), JSON.stringify(shippedManifest(), null, 2));
  writeFileSync(
    join(stage, 'README.md'),
    extensionPage(readFileSync('README.md', 'utf8'), pageOf, pictureOf),
  );
  const packagePath = vsixPath();
  const options = {
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
    dependencies: false,
    ignoreFile: resolve('.vscodeignore'),
  };
  await createVSIX({ cwd: stage, packagePath, ...options });
  return packagePath;
}

/** Of the documentation; the other pages are about the repository. */
const pageOf = (path) => (/^docs\/[^/]+\.md$/.test(path) ? readFileSync(path, 'utf8') : undefined);

/** The manifest without what only the checkout needs: all dependencies are bundled. */
function shippedManifest() {
  const all = JSON.parse(readFileSync('package.json', 'utf8'));
  const {
    scripts: _scripts,
    devDependencies: _tools,
    overrides: _overrides,
    dependencies: _bundled,
    ...manifest
  } = all;
  return manifest;
}

if (isMain(import.meta.url)) await packageExtension();

/** A picture of the README as an address that holds it. */
function pictureOf(path) {
  return `data:image/png;base64,${readFileSync(path, 'base64')}`;
}
