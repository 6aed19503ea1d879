import { readdirSync, readFileSync } from 'node:fs';
import { KnownPackages, type WitTexts } from '../packages/known-packages.ts';

const fromSources = import.meta.url.endsWith('.ts');
const folder = new URL('../../../node_modules/@bytecodealliance/jco/lib/wit/builtin/', import.meta.url);

/** The packages of WASI that jco carries; esbuild.mjs puts them into one file. */
export const knownWasi = new KnownPackages(() => (fromSources ? textsInFolder() : textsInFile()));

function textsInFile(): WitTexts {
  return JSON.parse(readFileSync(new URL('../server/wasi.json', import.meta.url), 'utf8')) as WitTexts;
}

function textsInFolder(): WitTexts {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isWasi);
  return Object.fromEntries(
    paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(new URL(path, folder), 'utf8')]),
  );
}

/** Not Node.js' own interfaces, and not the copies of what others depend on. As in esbuild.mjs. */
const isWasi = (path: string): boolean =>
  path.endsWith('.wit') && !path.startsWith('jco-') && !path.includes('deps');
