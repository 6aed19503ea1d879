import { SourceMap, type SourceMapPayload } from 'node:module';
import { resolve } from 'node:path';
import { readMappings, segmentAt, type Segment } from '../../build/typescript/prelude/mappings.ts';
import { catchingIn, type Catching } from './catching.ts';
import type { ScriptPlace, SourcePlace } from './places.ts';
import { SourceNames } from './source-names.ts';

const INLINE_MAP = /\/\/# sourceMappingURL=data:application\/json;base64,([A-Za-z0-9+/=]+)\s*$/;

/** The TypeScript of an instance, as a bundle and the places in it. */
export class ScriptModule {
  readonly instance: string;
  /** The script id of V8. */
  readonly url: string;
  /** Without its source map. */
  readonly code: string;
  /** Absolute. */
  readonly files: readonly string[];
  readonly #map: SourceMapPayload;
  readonly #lines: readonly Segment[][];
  readonly #names = new Map<string, SourceNames>();
  #catching: Catching | undefined;

  /**
   * @param bundle with its source map inside
   * @param folder the base of the map's paths
   */
  constructor(instance: string, bundle: string, folder: string) {
    const [, base64 = ''] = INLINE_MAP.exec(bundle) ?? [];
    const map = JSON.parse(Buffer.from(base64, 'base64').toString()) as SourceMapPayload;
    this.#map = map;
    this.instance = instance;
    this.url = `wit-studio:///${encodeURIComponent(instance)}.js`;
    this.code = bundle.replace(INLINE_MAP, '');
    this.files = map.sources.map((source) => resolve(folder, source));
    this.#lines = readMappings(map.mappings);
  }

  /** Undefined for code of the bundler. */
  sourceAt({ lineNumber, columnNumber }: ScriptPlace): SourcePlace | undefined {
    const segment = segmentAt(this.#lines, lineNumber, columnNumber);
    const file = segment && this.files[segment[1]];
    return file === undefined ? undefined : { file, line: segment![2] + 1, column: segment![3] + 1 };
  }

  /** The names of a file as it was when it was bundled; undefined for one of which a package has only the map. */
  namesIn(file: string): SourceNames | undefined {
    const source = this.files.indexOf(file);
    const text = (this.#map.sourcesContent as (string | null)[])[source];
    if (typeof text !== 'string') return undefined;
    const known = this.#names.get(file);
    if (known) return known;
    const map = new SourceMap(this.#map);
    const nameAt = (place: ScriptPlace) =>
      (map.findEntry(place.lineNumber, place.columnNumber) as { readonly name?: string }).name;
    const script = { code: this.code.split('\n'), segments: this.#lines, nameAt };
    const names = new SourceNames({ index: source, text }, script);
    this.#names.set(file, names);
    return names;
  }

  /** Whether the function around a place catches exceptions from there. */
  catches(place: ScriptPlace): boolean {
    this.#catching ??= catchingIn(this.code);
    return this.#catching(place);
  }

  /** Where the code of a line of a file begins, or of the next one with code. */
  locations(file: string, line: number): readonly (ScriptPlace & { readonly line: number })[] {
    const source = this.files.indexOf(file);
    const all = this.#lines.flatMap((segments, lineNumber) =>
      segments
        .filter((segment) => segment[1] === source && segment[2] + 1 >= line)
        .map(([columnNumber, , from]) => ({ lineNumber, columnNumber, line: from + 1 })),
    );
    const found = Math.min(...all.map((one) => one.line));
    return all.filter((one) => one.line === found).slice(0, 1);
  }
}
