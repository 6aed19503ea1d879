import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { ObservedParts } from '../../guest/crossing/observed.ts';
import type { Script } from '../inspector/thread-inspector.ts';
import { BuiltTexts } from './edited-lines.ts';
import type { LocalFiles } from './local-files.ts';
import type { ScriptModule } from '../script/script-module.ts';
import type { ScriptPlace } from '../script/places.ts';
import { GO_HAS_NONE, isReadable, openModule, type SourceModule } from './source-module.ts';

/** A place in the code of a module; offsets count as in DWARF. */
export interface CodePlace {
  readonly kind: 'code';
  readonly module: SourceModule;
  readonly offset: number;
}

/** A location that a breakpoint can be set at. */
export type Place = CodePlace | ({ readonly kind: 'script'; readonly url: string } & ScriptPlace);

/** The sources of a program, as far as its modules have debug information. */
export class SourceProgram {
  readonly modules: readonly SourceModule[];
  /** Parts that run as scripts. */
  readonly scripts: readonly ScriptModule[];
  readonly files: LocalFiles;
  /** Why parts of it are debugged at the level of WIT only, as sentences. */
  readonly notes: readonly string[];
  readonly #texts = new BuiltTexts();

  constructor(
    modules: readonly SourceModule[],
    scripts: readonly ScriptModule[],
    files: LocalFiles,
    notes: readonly string[],
  ) {
    this.modules = modules;
    this.scripts = scripts;
    this.files = files;
    this.notes = notes;
  }

  /** @param say gets what turns out later, while the program runs */
  static async open(
    { parts }: Pick<ObservedParts, 'parts'>,
    scripts: readonly ScriptModule[],
    files: LocalFiles,
    say: (sentence: string) => void = () => {},
  ): Promise<SourceProgram> {
    const modules: SourceModule[] = [];
    const notes: string[] = [];
    for (const { name, transpiled } of parts.filter(({ plain }) => !plain)) {
      let reason = 'it has no debug information';
      for (const file of transpiled.manifest.modules) {
        const bytes = await readFile(join(transpiled.folder, file));
        const same = modules.find((one) => bytes.equals(one.bytes));
        same?.instances.push(name);
        const lost = (): void =>
          say(
            `the debug information of ${name} cannot be read any further: it is debugged at the level of WIT`,
          );
        const found = same ?? (await openModule(bytes, [name], lost));
        if (isReadable(found) && !same) modules.push(found);
        if (!isReadable(found)) reason = found.reason ?? reason;
      }
      const own = modules.filter(({ instances }) => instances.includes(name));
      const note = own.length === 0 ? reason : noteFor(own, files);
      if (note !== undefined) notes.push(`${name} is debugged at the level of WIT: ${note}`);
    }
    return new SourceProgram(modules, scripts, files, notes);
  }

  /** The module with this script id in V8. */
  moduleOf({ length, codeOffset }: Script): SourceModule | undefined {
    return this.modules.find(({ bytes, codeStart }) => bytes.length === length && codeStart === codeOffset);
  }

  /** The script with this script id in V8. */
  scriptOf(url: string): ScriptModule | undefined {
    return this.scripts.find((one) => one.url === url);
  }

  /** Whether there is anything in it to stop in. */
  get hasSources(): boolean {
    return this.modules.length + this.scripts.length > 0;
  }

  /**
   * Where to stop for a line of a file, or for the next one with code. The file may have been edited since the program
   * was built: its lines are those of now, here and in the result.
   */
  placesOf(file: string, line: number): readonly (Place & { readonly line: number })[] {
    if (!this.#isSource(file)) return [];
    const lines = this.#texts.linesOf(file);
    const built = lines.built(line);
    if (built === undefined) return [];
    return this.#builtPlaces(file, built).flatMap((place) => {
      const now = lines.now(place.line);
      return now === undefined ? [] : [{ ...place, line: now }];
    });
  }

  #builtPlaces(file: string, line: number): (Place & { readonly line: number })[] {
    const inModules = this.modules.flatMap((module) => {
      const written = this.#writtenAs(module, file);
      if (written === undefined) return [];
      return module.dwarf
        .locations(written, line)
        .map((at) => ({ kind: 'code' as const, module, offset: at.offset, line: at.line }));
    });
    const inScripts = this.scripts.flatMap((script) =>
      script.locations(file, line).map((place) => ({ kind: 'script' as const, url: script.url, ...place })),
    );
    return [...inModules, ...inScripts];
  }

  /** Whether any module was built from it. */
  #isSource(file: string): boolean {
    return (
      this.modules.some((module) => this.#writtenAs(module, file) !== undefined) ||
      this.scripts.some(({ files }) => files.includes(file))
    );
  }

  /** Why a breakpoint at a line of a file stops nowhere. */
  reasonAt(file: string, line: number): string {
    if (this.#isSource(file)) {
      const built = this.#texts.linesOf(file).built(line);
      const isEdited = built === undefined || this.#builtPlaces(file, built).length > 0;
      return isEdited ? 'the code here was edited after the build' : 'there is no code on this line or below';
    }
    if (extname(file) === '.go') return `${GO_HAS_NONE}: set the breakpoint at its function in a .wit file`;
    return 'no part of the program has debug information that names this file';
  }

  /** The path of a file in a module's debug information. */
  #writtenAs({ files }: SourceModule, file: string): string | undefined {
    const name = basename(file);
    return files.find((written) => written.endsWith(name) && this.files.find(written) === file);
  }
}

/** The problem of modules whose debug information cannot be used. */
function noteFor(modules: readonly SourceModule[], files: LocalFiles): string | undefined {
  const own = modules.flatMap((module) => module.files).filter((file) => !/^\/rustc\/|^wasisdk:/.test(file));
  if (own.length === 0 || own.some((file) => files.find(file) !== undefined)) return undefined;
  return `its sources are not here (${own[0]}); "sourceMap" of the debug configuration says where they are`;
}
