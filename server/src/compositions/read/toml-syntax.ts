import type { TomlError } from 'smol-toml';
import { ProblemError } from '../../base/problem.ts';
import { tomlTree, type TomlKey } from '../../base/toml-tree.ts';
import type { PlanSource } from '../plan-source.ts';

/** A mistake at a place in a line, and the text that corrects it. */
interface SyntaxHint {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly help: string;
  readonly meant?: string;
}

/** Descriptions of common TOML mistakes. */
export function tomlSyntax(source: PlanSource, error: TomlError): ProblemError {
  const lines = source.text.split('\n');
  const start = lines.slice(0, error.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
  const line = (lines[error.line - 1] ?? '').replace(/\r$/, '');
  const slip = (/redefine/.test(error.message) && definedTwice(source.text)) || hintFor(line, start);
  const { message, help, meant, ...place } = slip ?? withoutCorrection(error, start + error.column - 1);
  return new ProblemError({
    code: 'plan-syntax',
    message: `not valid TOML: ${message}`,
    help,
    ...(meant !== undefined && { suggestions: [meant] }),
    at: source.locate(place.start, place.end),
  });
}

const withoutCorrection = (error: TomlError, start: number): SyntaxHint => ({
  start,
  end: start + 1,
  message: error.message.split('\n')[0]!.replace('Invalid TOML document: ', ''),
  help: 'TOML is described at https://toml.io/en/v1.0.0.',
});

/** Typical errors in a line by their pattern; the group is the range to mark. */
const SYNTAX_HINTS: readonly (readonly [
  pattern: RegExp,
  of: (marked: string) => Omit<SyntaxHint, 'start' | 'end'>,
])[] = [
  [
    /^\s*(\[[^\]]*)$/d,
    (marked) => ({
      message: 'the head of a table has no ]',
      help: 'The head of a table ends with ]: [instances].',
      meant: `${marked.trimEnd()}]`,
    }),
  ],
  [
    /^\s*([^\s=#][^=#]*?)\s*=\s*(?:#.*)?$/d,
    (marked) => ({
      message: `“${marked}” has no value`,
      help: 'A value follows the =: name = "path".',
    }),
  ],
  [
    /^\s*((?:[\w-]+|"[^"]*"|'[^']*')\s*:)\s*["'{[]/d,
    (marked) => ({
      message: `“${marked.slice(0, -1).trimEnd()}” has a colon behind it`,
      help: 'In TOML, = is between a name and its value: name = "path".',
      meant: `${marked.slice(0, -1).trimEnd()} =`,
    }),
  ],
  [
    /^[^=#]+=\s*("(?:[^"\\]|\\.)*?\\(?![btnfr"\\]|u[\da-fA-F]{4}|U[\da-fA-F]{8})[^"]*")/d,
    (marked) => ({
      message: `${marked} has an unknown escape, which a backslash starts in double quotes`,
      help: 'Write / between the folders of a path, on every system.',
      meant: marked.replaceAll(/\\+/g, '/'),
    }),
  ],
  [
    /^[^=#]+=\s*("[^"]*|'[^']*)$/d,
    (marked) => ({
      message: 'a string has no closing quote',
      help: `Close it by ${marked[0]!}.`,
      meant: marked.trimEnd() + marked[0]!,
    }),
  ],
  [
    /^[^=#]+=\s*([\w.~/\\@:-]*[a-zA-Z./][\w.~/\\@:-]*)\s*(?:#.*)?$/d,
    (marked) => ({
      message: `${marked} has no quotes`,
      help: 'Put the value in quotes: name = "path".',
      meant: JSON.stringify(marked),
    }),
  ],
  [
    /(?:^|[{,])\s*([\w-]+[:/@][\w:/@.-]*)\s*=/d,
    (marked) => ({
      message: `${marked} has no quotes`,
      help: 'A name with :, / or @ is in quotes: "acme:math/ops" = "math".',
      meant: JSON.stringify(marked),
    }),
  ],
  [
    /^\s*([\w"'.-]+)\s*(?:#.*)?$/d,
    (marked) => ({
      message: `“${marked}” has no = and no value`,
      help: 'A line gives a name a value: name = "path".',
    }),
  ],
];

function hintFor(line: string, offset: number): SyntaxHint | undefined {
  for (const [pattern, of] of SYNTAX_HINTS) {
    const found = pattern.exec(line);
    const [start, end] = found?.indices?.[1] ?? [];
    if (start !== undefined && end !== undefined)
      return { start: offset + start, end: offset + end, ...of(found![1]!) };
  }
  return undefined;
}

/** The first key or head of a table that was there before. */
function definedTwice(text: string): SyntaxHint | undefined {
  const seen = new Map<string, number>();
  const duplicateKey = (table: readonly TomlKey[], keys: readonly TomlKey[]): SyntaxHint | undefined => {
    const [first, last] = [keys[0]!, keys.at(-1)!];
    const path = JSON.stringify([...table, ...keys].map(({ name }) => name));
    const before = seen.get(path);
    seen.set(path, before ?? first.span.start);
    if (before === undefined) return undefined;
    return {
      start: first.span.start,
      end: last.span.end,
      message: `“${last.name}” already exists, on line ${text.slice(0, before).split('\n').length}`,
      help: 'Remove one of the two, or call it something else. An instance has one form: name = "path", or a table [instances.name] with component = "path" and more.',
    };
  };
  for (const { header, pairs } of tomlTree(text)) {
    const table = header?.keys ?? [];
    const found =
      (header && duplicateKey([], header.keys)) ??
      pairs.map(({ keys }) => duplicateKey(table, keys)).find(Boolean);
    if (found) return found;
  }
  return undefined;
}
