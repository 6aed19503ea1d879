import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Finding, SourceLocation } from '../../protocol.ts';
import { isMade } from '../external/inputs.ts';

/** The wasm-ld message for an undefined symbol, of C or (with the types of its parameters) of C++. */
const UNDEFINED = /wasm-ld: error: .*: undefined symbol: ([\w:~]+)(?:\(.*\)(?: const)?)?$/;

/**
 * The functions that the linker misses. A missing export of the world is placed at its declaration in `bindings/`, since
 * the sources have no place for it, another function where the sources first name it.
 */
export function undefinedFunctions(lines: readonly string[], folder: string): Finding[] {
  const bindings = join(folder, 'bindings');
  const names = lines.flatMap((line) => UNDEFINED.exec(line)?.[1] ?? []);
  return [...new Set(names)].map((name): Finding => {
    const declared = placeOf(name, filesIn(bindings, HEADERS));
    const at = declared ?? placeOf(name, sourcesBelow(folder));
    const message = declared
      ? `no source defines ${name}, which the world exports: define it as declared here`
      : `no source defines ${name}, which the sources call`;
    return { code: 'c-build', severity: 'error', message, ...(at && { at }) };
  });
}

/** Where files first name a function in front of a parenthesis. */
function placeOf(symbol: string, files: readonly string[]): SourceLocation | undefined {
  const name = symbol.split('::').at(-1) ?? symbol;
  const pattern = new RegExp(`(?<![\\w])${name}\\s*\\(`);
  for (const file of files) {
    const lines = readFileSync(file, 'utf8').split('\n');
    const line = lines.findIndex((text) => pattern.test(text));
    if (line < 0) continue;
    const character = lines[line]!.search(pattern);
    return { file, start: { line, character }, end: { line, character: character + name.length } };
  }
  return undefined;
}

const HEADERS = ['.h'];
const SOURCES = ['.c', '.cc', '.cpp', '.cxx'];

function filesIn(folder: string, endings: readonly string[]): string[] {
  try {
    const names = readdirSync(folder).filter((name) => endings.includes(extname(name)));
    return names.map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** The sources of a folder, without those of the bindings. */
function sourcesBelow(folder: string): string[] {
  try {
    const inner = readdirSync(folder, { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name !== 'bindings' && !isMade(entry.name, true),
    );
    return [...filesIn(folder, SOURCES), ...inner.flatMap(({ name }) => sourcesBelow(join(folder, name)))];
  } catch {
    return [];
  }
}
