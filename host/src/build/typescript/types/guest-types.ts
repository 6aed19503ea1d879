import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256, writeWhole } from '../../../base/files.ts';
import { guestGlobals } from './guest-globals.ts';
import type { World } from '../world.ts';

/**
 * Writes the declarations of a world where the guest's TypeScript finds them. A file that is already
 * right is not written, so that watching editors do not react; one that belongs to no world any more is removed.
 */
export async function writeGuestTypes(
  folder: string,
  world: Pick<World, 'declarations' | 'imports' | 'isAsync'>,
): Promise<void> {
  const files = new Map([...world.declarations].map(([name, text]) => [name, header + toQuickJs(text)]));
  files.set('globals.d.ts', header + guestGlobals(world));
  const before = Object.keys(await readIndex(folder));
  await Promise.all(
    before.filter((name) => !files.has(name)).map((name) => rm(join(folder, name), { force: true })),
  );
  const hashes = [...files].map(([name, text]) => [name, sha256(text)] as const);
  files.set(INDEX, `${JSON.stringify(Object.fromEntries(hashes), undefined, 2)}\n`);
  for (const [name, text] of files) {
    const path = join(folder, name);
    if ((await readFile(path, 'utf8').catch(() => undefined)) !== text) await writeWhole(path, text);
  }
}

/** Whether the declarations are as they were written last. */
export async function areTypesFresh(folder: string): Promise<boolean> {
  const entries = Object.entries(await readIndex(folder));
  const same = entries.map(async ([name, hash]) => {
    const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    return text !== undefined && sha256(text) === hash;
  });
  return entries.length > 0 && (await Promise.all(same)).every(Boolean);
}

/** The files that were generated, and the hash of each. */
const INDEX = 'generated.json';

async function readIndex(folder: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(folder, INDEX), 'utf8').catch(() => '{}');
  try {
    const index: unknown = JSON.parse(text);
    // Earlier versions wrote a list of names.
    return Array.isArray(index)
      ? Object.fromEntries(index.map((name) => [String(name), '']))
      : (index as Record<string, string>);
  } catch {
    return {};
  }
}

const header = '// Generated from the WIT by `wit-studio build`; changes are overwritten.\n';

/**
 * jco's declarations describe its own guests. In QuickJS `none` arrives as null, so the declarations are changed
 * (`undefined` stays allowed in values that a guest returns), and of the lists of numbers only those of bytes are typed
 * arrays.
 */
function toQuickJs(declarations: string): string {
  const lines = declarations.split('\n');
  return lines.map((line) => (/^\s*\/?\*/.test(line) ? line : rewrite(line))).join('\n');
}

function rewrite(line: string): string {
  return line
    .replaceAll(/\bBig(?:Ui|I)nt64Array\b/g, 'bigint[]')
    .replaceAll(/\b(?:Uint16|Int16|Uint32|Int32|Float32|Float64)Array\b/g, 'number[]')
    .replaceAll(/\| undefined\b/g, '| null | undefined')
    .replace(/^(\s*\w+\?: )(.*),$/, '$1$2 | null,');
}
