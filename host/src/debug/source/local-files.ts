import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Maps prefixes of paths in debug information to folders. */
export type SourceMap = Readonly<Record<string, string>>;

/** Sources of compilers' own libraries are on no other machine. */
const ELSEWHERE = /^(?:\/rustc\/|wasisdk:\/\/)/;

/** Finds the files that debug information names on this machine. */
export class LocalFiles {
  readonly #roots: readonly string[];
  readonly #map: SourceMap;
  readonly #known = new Map<string, string | undefined>();

  /** @param roots folders below which sources of a module that was built elsewhere are looked for */
  constructor(roots: readonly string[], map: SourceMap = {}) {
    this.#roots = roots;
    this.#map = map;
  }

  /** Undefined if there is none. */
  find(path: string): string | undefined {
    if (!this.#known.has(path)) this.#known.set(path, this.#look(path));
    return this.#known.get(path);
  }

  #look(path: string): string | undefined {
    for (const [from, to] of Object.entries(this.#map))
      if (path.startsWith(from)) return existing(join(to, path.slice(from.length)));
    if (ELSEWHERE.test(path)) return undefined;
    return existing(path) ?? this.#below(path.split(/[\\/]/).filter((part) => part !== ''));
  }

  /** The longest suffix of the path that exists below a root. */
  #below(parts: readonly string[]): string | undefined {
    for (let from = 0; from < parts.length; from++)
      for (const root of this.#roots) {
        const found = existing(join(root, ...parts.slice(from)));
        if (found !== undefined) return found;
      }
    return undefined;
  }
}

const existing = (path: string): string | undefined => (existsSync(path) ? resolve(path) : undefined);
