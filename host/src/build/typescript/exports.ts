import type { Metafile } from 'esbuild-wasm';
import { nearest } from '../../../../server/src/base/nearest.ts';
import { HostError } from '../../base/problem.ts';
import type { ComponentManifest } from './manifest.ts';
import type { World } from './world.ts';
import { camelCase, interfaceExport } from '../../inspect/script-names.ts';

/** An export that the world requires: its JavaScript name and its WIT item. */
interface Expected {
  readonly name: string;
  readonly wit: string;
}

/** @throws HostError `guest-export-missing` with the name expected and the nearest one found */
export function checkExports(
  { entry, wit }: ComponentManifest,
  world: World,
  { outputs }: Pick<Metafile, 'outputs'>,
): void {
  const exported = new Set(Object.values(outputs).flatMap((output) => output.exports));
  const expected = [
    ...world.functions.map((name) => ({ name: camelCase(name), wit: `the function ${name}` })),
    ...world.interfaces.map(({ name }) => ({ name: interfaceExport(name), wit: `the interface ${name}` })),
  ];
  const missing = expected.filter(({ name }) => !exported.has(name));
  if (missing.length === 0) return;
  const surplus = [...exported].filter((name) => !expected.some((one) => one.name === name));
  throw new HostError({
    code: 'guest-export-missing',
    message: `${entry} does not export ${missing.map(({ name }) => name).join(', ')}, which world ${world.name} promises`,
    help: missing.map((one) => helpFor(one, surplus, exported.size, wit)).join(' '),
    at: { file: entry, start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  });
}

function helpFor({ name, wit }: Expected, surplus: readonly string[], found: number, folder: string): string {
  const meant = nearest(name, surplus) ?? (surplus.length === 1 ? surplus[0] : undefined);
  const is = `\`${name}\` is ${wit} of ${folder}.`;
  if (found === 0) return `${is} The module exports nothing: write \`export\` before it.`;
  if (meant !== undefined) return `${is} The module exports \`${meant}\`: rename one of the two.`;
  return `${is} Export it by that name.`;
}
