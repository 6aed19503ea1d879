import type { Segment } from '../../build/typescript/prelude/mappings.ts';
import type { ScriptPlace } from './places.ts';

const NAME = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*`;
const NAMES = new RegExp(NAME, 'gu');
const FIRST_NAME = new RegExp(`^${NAME}`, 'u');
/** A name and the member of it that follows. */
const MEMBER = new RegExp(`^(?<owner>${NAME})\\.(?<member>${NAME})`, 'u');
/** What an import names in its file, with all between `import` and `from`. */
const IMPORTS = /\bimport\s+(?!type\b)([^;'"]*?)\sfrom\b/gu;

/** Of the variables that the bundler adds for modules that are not in the bundle, or are CommonJS. */
const MODULE = 'import_';

/** Two places of a script, the second of them behind it. */
export interface ScriptRange {
  readonly start: ScriptPlace;
  readonly end: ScriptPlace;
}

/** Where the script has a variable of the source. */
interface Occurrence extends ScriptPlace {
  readonly bundled: string;
  readonly source: string;
}

/** One source of a script. */
interface Source {
  readonly index: number;
  readonly text: string;
}

/** A script with its source map. */
interface Mapped {
  readonly code: readonly string[];
  readonly segments: readonly Segment[][];
  /** The name that the map has for a place. */
  nameAt(place: ScriptPlace): string | undefined;
}

/**
 * The names of one source file, and of its variables in the script. The bundler renames a variable whose name is taken
 * in the bundle (`sum2`), uses the variable of another file for its import, and adds variables of its own where it
 * rewrites newer syntax (`_stack` for `using`).
 */
export class SourceNames {
  /** By their names in the script. */
  readonly #occurrences = new Map<string, Occurrence[]>();
  /** Members in the script that are variables in the source (of a namespace, or imported), by their source names. */
  readonly #members = new Map<string, string>();
  readonly #renamed = new Set<string>();

  constructor(source: Source, script: Mapped) {
    const imported = importedIn(source.text);
    const lines = source.text.split('\n');
    script.segments.forEach((line, lineNumber) => {
      const code = script.code[lineNumber]!;
      for (const [columnNumber, index, at, column] of line) {
        const name = index === source.index ? FIRST_NAME.exec(lines[at]!.slice(column))?.[0] : undefined;
        if (name === undefined) continue;
        const place = { lineNumber, columnNumber };
        const isVariable = () => imported.has(name) || script.nameAt(place) === name;
        this.#note(name, code, place, isVariable);
      }
    });
  }

  /** @param isVariable whether another name in the script is that of the variable, not what syntax was rewritten to */
  #note(source: string, code: string, place: ScriptPlace, isVariable: () => boolean): void {
    const text = code.slice(place.columnNumber);
    const bundled = FIRST_NAME.exec(text)?.[0];
    if (bundled === undefined || (bundled === source && isMember(code, place.columnNumber, source))) return;
    const { owner = '', member } = MEMBER.exec(text)?.groups ?? {};
    if (owner !== source && (member === source || (owner.startsWith(MODULE) && isVariable())))
      this.#members.set(source, `${owner}.${member}`);
    else if (bundled === source || isVariable()) this.#add({ ...place, bundled, source });
    else return;
    if (bundled !== source) this.#renamed.add(source);
  }

  #add(occurrence: Occurrence): void {
    const known = this.#occurrences.get(occurrence.bundled);
    if (known) known.push(occurrence);
    else this.#occurrences.set(occurrence.bundled, [occurrence]);
  }

  /**
   * The name in the source of a variable of the script; undefined for one of another file, and for one that the bundler
   * has added.
   * @param scope of the variable
   */
  inSource(name: string, scope: ScriptRange | undefined): string | undefined {
    const all = this.#occurrences.get(name) ?? [];
    return (all.find((one) => scope && isWithin(one, scope)) ?? all[0])?.source;
  }

  /** The expressions in the script for variables that are members there, of the given variables or of a module. */
  membersOf(bundled: ReadonlySet<string>): readonly (readonly [string, string])[] {
    const isVisible = (owner: string): boolean => owner.startsWith(MODULE) || bundled.has(owner);
    return [...this.#members].filter(([, expression]) => isVisible(expression.split('.')[0]!));
  }

  /** Whether an expression names a variable that may have another name in the script. */
  renames(expression: string): boolean {
    return expression.match(NAMES)?.some((name) => this.#renamed.has(name)) ?? false;
  }
}

/** The names of imports, without those of whole modules, whose members the bundler replaces. */
function importedIn(text: string): ReadonlySet<string> {
  const clauses = [...text.matchAll(IMPORTS)].flatMap(([, clause = '']) => clause.split(/[{},]/));
  const named = clauses.filter((one) => !one.includes('*'));
  return new Set(named.map((one) => one.trim().split(/\s+/).at(-1)!).filter((name) => name !== ''));
}

/** Whether a name names a member of an object, not a variable. */
function isMember(code: string, column: number, name: string): boolean {
  const [before, behind] = [code.slice(0, column).trimEnd(), code.slice(column + name.length).trimStart()];
  return (
    /[.#]$/.test(before.replace(/\.\.\.$/, '')) || (behind.startsWith(':') && /(?:^|[{,])$/.test(before))
  );
}

function isWithin({ lineNumber, columnNumber }: ScriptPlace, { start, end }: ScriptRange): boolean {
  const isAtOrBehind = (other: ScriptPlace): boolean =>
    lineNumber > other.lineNumber || (lineNumber === other.lineNumber && columnNumber >= other.columnNumber);
  return isAtOrBehind(start) && !isAtOrBehind(end);
}
