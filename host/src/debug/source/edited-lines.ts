import { readFileSync, statSync } from 'node:fs';

/** The lines of one file, now and when its program was built; they count from 1. */
export interface EditedLines {
  /** Undefined for a line that has come since. */
  built(line: number): number | undefined;
  /** Undefined for a line that has gone since. */
  now(line: number): number | undefined;
}

/** The sources of one build, which may be edited while it runs. */
export class BuiltTexts {
  /** The lines of each file at its first breakpoint, which the build has just been made of. */
  readonly #texts = new Map<string, readonly string[]>();

  linesOf(file: string): EditedLines {
    const now = linesIn(file);
    const built = this.#texts.get(file) ?? now;
    this.#texts.set(file, built);
    return compare(built, now);
  }
}

/** The lines between the equal ones at both ends were edited. */
export function compare(built: readonly string[], now: readonly string[]): EditedLines {
  const shorter = Math.min(built.length, now.length);
  let above = 0;
  while (above < shorter && built[above] === now[above]) above++;
  let below = 0;
  while (below < shorter - above && built.at(-1 - below) === now.at(-1 - below)) below++;
  const moved = now.length - built.length;
  return {
    built: (line) => (line <= above ? line : line > now.length - below ? line - moved : undefined),
    now: (line) => (line <= above ? line : line > built.length - below ? line + moved : undefined),
  };
}

/** A file that is not there, or no file, has none. */
function linesIn(file: string): string[] {
  try {
    return statSync(file).isFile() ? readFileSync(file, 'utf8').split('\n') : [];
  } catch {
    return [];
  }
}
