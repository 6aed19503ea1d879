import type { SourceMap } from 'node:module';
import type { Segment } from '../../build/typescript/prelude/mappings.ts';

const IDENTIFIER = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;

/**
 * The names of one source file, and of its variables in the script. The bundler renames a variable whose name is taken
 * in the bundle (`sum2`), and adds variables of its own where it rewrites newer syntax (`_stack` for `using`).
 */
export class SourceNames {
  readonly #identifiers: ReadonlySet<string>;
  /** Names of the source by those of the script. */
  readonly #renamed: ReadonlyMap<string, string>;
  readonly #originals: ReadonlySet<string>;

  /** @param renamed names of the source map, by the names of the script at their places */
  constructor(source: string, renamed: ReadonlyMap<string, string>) {
    this.#identifiers = new Set(source.match(IDENTIFIER));
    this.#renamed = renamed;
    this.#originals = new Set(renamed.values());
  }

  /** The name in the source of a variable of the script; undefined for one that the bundler has added. */
  inSource(name: string): string | undefined {
    const original = this.#identifiers.has(name) ? name : this.#renamed.get(name);
    // The source map also names the bundler's variables: `_stack2` is `_stack`.
    return original !== undefined && this.#identifiers.has(original) ? original : undefined;
  }

  /** Whether an expression names a variable that may have another name in the script. */
  renames(expression: string): boolean {
    return expression.match(IDENTIFIER)?.some((name) => this.#originals.has(name)) ?? false;
  }
}

/**
 * The renamed identifiers of one source.
 * @param code the lines of the script
 * @param segments by lines of the script
 */
export function renamedIn(
  source: number,
  code: readonly string[],
  segments: readonly Segment[][],
  map: SourceMap,
): Map<string, string> {
  const renamed = new Map<string, string>();
  segments.forEach((line, number) => {
    for (const [column, from] of line) {
      if (from !== source) continue;
      const { name } = map.findEntry(number, column) as { readonly name?: string };
      const [found] = code[number]!.slice(column).match(IDENTIFIER) ?? [];
      if (found !== undefined && name) renamed.set(found, name);
    }
  });
  return renamed;
}
