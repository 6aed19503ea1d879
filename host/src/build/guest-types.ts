import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../files.ts';

/**
 * Writes the declarations of a world where the guest's TypeScript finds them. A file that is already
 * right is left alone, so that watching editors stay calm; one that belongs to no world any more goes.
 */
export async function writeGuestTypes(
  folder: string,
  declarations: ReadonlyMap<string, string>,
): Promise<void> {
  const files = new Map([...declarations].map(([name, text]) => [name, header + toQuickJs(text)]));
  files.set('globals.d.ts', header + GLOBALS);
  const index = 'generated.json';
  const before = await readFile(join(folder, index), 'utf8').then(
    (text) => JSON.parse(text) as string[],
    () => [],
  );
  await Promise.all(
    before.filter((name) => !files.has(name)).map((name) => rm(join(folder, name), { force: true })),
  );
  files.set(index, `${JSON.stringify([...files.keys()], undefined, 2)}\n`);
  for (const [name, text] of files) {
    const path = join(folder, name);
    if ((await readFile(path, 'utf8').catch(() => undefined)) !== text) await writeWhole(path, text);
  }
}

const header = '// Generated from the WIT by `wit-studio build`; changes are overwritten.\n';

/**
 * jco's declarations speak of its own guests. In QuickJS 64-bit integers are numbers and `none` arrives
 * as null, so the declarations say so; `undefined` stays allowed, for what a guest gives away.
 */
export function toQuickJs(declarations: string): string {
  const lines = declarations.split('\n');
  return lines.map((line) => (/^\s*\/?\*/.test(line) ? line : rewrite(line))).join('\n');
}

function rewrite(line: string): string {
  return line
    .replaceAll(/\bbigint\b/g, 'number')
    .replaceAll(/\| undefined\b/g, '| null | undefined')
    .replace(/^(\s*\w+\?: )(.*),$/, '$1$2 | null,');
}

const GLOBALS = `interface Console {
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  debug(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
  trace(...values: unknown[]): void;
}
declare var console: Console;

interface TextEncoder {
  readonly encoding: string;
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare var TextEncoder: { new (): TextEncoder };

interface TextDecoder {
  readonly encoding: string;
  readonly fatal: boolean;
  decode(input?: ArrayBuffer | ArrayBufferView): string;
}
declare var TextDecoder: { new (label?: string, options?: { fatal?: boolean }): TextDecoder };
`;
