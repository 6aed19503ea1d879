/**
 * Fuses all components there are, as files (`.wasm`, `.wat`) in folders and as random graphs, and says which cannot
 * be fused and why. A core module is made a component first.
 * usage: node --import tsx scripts/survey-fusing.ts FOLDER… [--graphs 100]
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { wrap } from '../host/src/engine/core-module.ts';
import { fuse } from '../host/src/engine/fusing/fuse.ts';
import { sha256 } from '../host/src/base/files.ts';
import { random } from '../server/src/syntax/testing/random.ts';
import { graphSource } from './fuzz/graph-source.ts';

const { values, positionals: folders } = parseArgs({
  options: { graphs: { type: 'string', default: '20' } },
  allowPositionals: true,
});

/** The components by the reason for which they are not fused; empty for fused ones. */
const found = new Map<string, string[]>();
const seen = new Set<string>();
for (const path of folders.flatMap(filesIn)) {
  const bytes = await componentOf(path).catch(() => undefined);
  if (bytes) await survey(path, bytes);
}
for (let seed = 1; seed <= Number(values.graphs); seed++)
  await survey(`graph ${seed}`, await parse(graphSource(random(seed)).wat));
for (const [reason, names] of [...found].sort(([, a], [, b]) => b.length - a.length))
  console.log(`${names.length} ${reason}\n${names.slice(0, 8).map((name) => `    ${name}\n`).join('')}`); // prettier-ignore

async function survey(name: string, component: Uint8Array): Promise<void> {
  const hash = sha256(component);
  if (seen.has(hash)) return;
  seen.add(hash);
  const { fusing } = await fuse(component, { inlines: false });
  const outcomes = 'reasons' in fusing ? fusing.reasons : ['fused'];
  for (const outcome of outcomes) found.set(outcome, [...(found.get(outcome) ?? []), name]);
}

function filesIn(folder: string): string[] {
  if (!statSync(folder).isDirectory()) return [folder];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const named = files.filter((file) => file.isFile() && ['.wasm', '.wat'].includes(extname(file.name)));
  return named.map(({ parentPath, name }) => join(parentPath, name)).filter((path) => !path.includes('node_modules')); // prettier-ignore
}

/** @throws Error if the file is no component and cannot be made one */
async function componentOf(path: string): Promise<Uint8Array> {
  const bytes = extname(path) === '.wat' ? await parse(readFileSync(path, 'utf8')) : readFileSync(path);
  return wrap(new Uint8Array(bytes), path);
}
