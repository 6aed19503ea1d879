import { parse, type ParsedFile } from '../syntax/parse.ts';
import { packageKey, type SourceGroup, sourceGroup } from './package-source.ts';

/** Texts of .wit files by path; those of one folder are one package. */
export type WitTexts = Readonly<Record<string, string>>;

/** A published package whose WIT comes with WIT Studio, so that nothing must be fetched. */
export interface KnownPackage {
  readonly key: string;
  readonly source: SourceGroup;
  /** The whole package as one file. */
  readonly text: string;
}

/** Stands above the text where it is copied into a workspace. */
const ORIGIN =
  '// From the WASI specification (https://github.com/WebAssembly), W3C Community Contributor License\n' +
  '// Agreement.\n';

/** The packages that are known without looking anywhere; read when the first question comes. */
export class KnownPackages {
  readonly #load: () => WitTexts;
  #byKey: ReadonlyMap<string, KnownPackage> | undefined;

  /** @param load called once, and never before a package is missing or a path is completed */
  constructor(load: () => WitTexts) {
    this.#load = load;
  }

  get(key: string): KnownPackage | undefined {
    return this.#packages.get(key);
  }

  all(): Iterable<KnownPackage> {
    return this.#packages.values();
  }

  keys(): Iterable<string> {
    return this.#packages.keys();
  }

  get #packages(): ReadonlyMap<string, KnownPackage> {
    return (this.#byKey ??= new Map(packagesOf(this.#load()).map((one) => [one.key, one])));
  }
}

export const noKnownPackages = new KnownPackages(() => ({}));

function packagesOf(texts: WitTexts): KnownPackage[] {
  const folders = new Map<string, ParsedFile[]>();
  for (const [path, text] of Object.entries(texts)) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const file = parse(path, text);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return [...folders.values()].map((files) => knownPackage(files));
}

/** A file with a package header comes first, because only that file may have a `package` statement. */
function knownPackage(files: readonly ParsedFile[]): KnownPackage {
  const headed = [...files].sort((a, b) => Number(!a.ast.header) - Number(!b.ast.header));
  const text = ORIGIN + headed.map((file, n) => textOf(file, n === 0).trim() + '\n').join('\n');
  const whole = parse('known:', text);
  return { key: packageKey(whole.ast.header?.id), source: sourceGroup([whole]), text };
}

/** Other files may say which package it is as well. */
function textOf({ tokens, ast: { header } }: ParsedFile, isFirst: boolean): string {
  return header && !isFirst ? tokens.text.slice(tokens.end(header.last)) : tokens.text;
}
