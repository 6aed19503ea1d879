import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, SourceLocation } from '../../protocol.ts';

/** The wasm-ld message for an undefined symbol. */
const UNDEFINED = /wasm-ld: error: .*: undefined symbol: (\w+)$/;

/**
 * The functions that the linker misses. A missing export of the world is placed at its declaration, since the sources
 * have no place for it.
 *
 * @param bindings the folder of the headers that declare the world
 */
export function undefinedFunctions(lines: readonly string[], bindings: string): Finding[] {
  const names = lines.flatMap((line) => UNDEFINED.exec(line)?.[1] ?? []);
  return [...new Set(names)].map((name): Finding => {
    const at = declarationOf(name, bindings);
    const message = at
      ? `no source defines ${name}, which the world exports: define it as declared here`
      : `no source defines ${name}, which the sources call`;
    return { code: 'c-build', severity: 'error', message, ...(at && { at }) };
  });
}

function declarationOf(name: string, bindings: string): SourceLocation | undefined {
  for (const header of headersIn(bindings)) {
    const file = join(bindings, header);
    const lines = readFileSync(file, 'utf8').split('\n');
    const line = lines.findIndex((text) => text.includes(`${name}(`));
    if (line < 0) continue;
    const character = lines[line]!.indexOf(`${name}(`);
    return { file, start: { line, character }, end: { line, character: character + name.length } };
  }
  return undefined;
}

function headersIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.h'));
  } catch {
    return [];
  }
}
