/** A name in the TypeScript declarations that a build generates from WIT; offsets are UTF-16. */
export interface DeclaredName {
  /** The interface or world, such as `edge:service/auth@0.1.0`; of what a world imports by itself, its name there. */
  readonly module: string;
  /** None for the module itself; a function or type; a class or record and its member. */
  readonly path: readonly string[];
  readonly start: number;
  readonly end: number;
}

type Meaning = Pick<DeclaredName, 'module' | 'path'>;

/** The possible meanings of the name at an offset in generated declarations, the likeliest first; none in comments. */
export function declaredAt(text: string, offset: number): readonly DeclaredName[] {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = /.*/.exec(text.slice(lineStart))![0];
  if (/^\s*(?:\/?\*|\/\/)/.test(line)) return [];
  const quoted = matchAt(line, /(?<=')[^']+(?=')/g, offset - lineStart);
  const word = quoted ?? matchAt(line, /[\w$]+/g, offset - lineStart);
  if (!word) return [];
  const [name, column] = word;
  const found: Meaning[] = quoted
    ? [{ module: name, path: [] }]
    : meanings(name, line.slice(0, column), line.slice(column + name.length), text.slice(0, lineStart));
  const start = lineStart + column;
  return found.map((one) => ({ ...one, start, end: start + name.length }));
}

/**
 * @param before the line up to the name
 * @param behind the line from there
 * @param above the text above the line
 */
function meanings(name: string, before: string, behind: string, above: string): Meaning[] {
  const isParameter = before.includes('(') && /^\??:/.test(behind);
  if (isParameter) return [];
  const elsewhere = /import\('([^']+)'\)\.$/.exec(before)?.[1];
  if (elsewhere !== undefined) return [{ module: elsewhere, path: [name] }];
  const reexported = /^ from '([^']+)'/.exec(behind)?.[1];
  if (reexported !== undefined) return [{ module: reexported, path: [] }];
  const module = above.slice(above.lastIndexOf('\ndeclare module ')).split("'")[1];
  if (module === undefined) return [];
  const owner = ownerOf(above);
  if (owner === undefined) return [{ module, path: [name] }];
  if (name === 'constructor') return [{ module, path: [owner] }];
  return [
    { module, path: [owner, name] },
    { module, path: [name] },
  ];
}

/** The class or record whose members the next line is among: generated ones are indented by two spaces. */
function ownerOf(above: string): string | undefined {
  const opened = [...above.matchAll(/\n {2}(?:export )?(?:class|interface) ([\w$]+)[^\n]*\{(?=\n)/g)].at(-1);
  return opened && !above.includes('\n  }', opened.index) ? opened[1] : undefined;
}

/** The match that a column is in or beside. */
function matchAt(
  line: string,
  pattern: RegExp,
  column: number,
): readonly [text: string, column: number] | undefined {
  for (const { index, 0: found } of line.matchAll(pattern))
    if (index <= column && column <= index + found.length) return [found, index];
  return undefined;
}
