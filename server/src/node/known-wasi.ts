import { readdirSync, readFileSync } from 'node:fs';
import { KnownPackages, type WitTexts } from '../packages/known-packages.ts';

const fromSources = import.meta.url.endsWith('.ts');
const folder = new URL('../../wasi/', import.meta.url);

/** The packages of WASI in server/wasi; esbuild.mjs puts them into one file. */
export const knownWasi = new KnownPackages(() => (fromSources ? textsInFolder() : textsInFile()));

function textsInFile(): WitTexts {
  return JSON.parse(readFileSync(new URL('../server/wasi.json', import.meta.url), 'utf8')) as WitTexts;
}

function textsInFolder(): WitTexts {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isWit);
  return Object.fromEntries(
    paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(new URL(path, folder), 'utf8')]),
  );
}

const isWit = (path: string): boolean => path.endsWith('.wit');
