/**
 * Fixture text: a whole workspace as one string.
 *
 * `//- /deps/io/a.wit` starts a file (text before the first one is `/main.wit`), `$0` is the cursor and is removed, `//
 * ^^^ label` names the range of the line above that is over the carets. These lines stay in the text: they are
 * comments. All offsets are UTF-16.
 */
export interface Fixture {
  /** Path to text, in the order of the fixture. */
  readonly files: ReadonlyMap<string, string>;
  readonly cursor: Place | undefined;
  readonly labels: ReadonlyMap<string, LabelledRange>;
}

export interface Place {
  readonly path: string;
  readonly offset: number;
}

export interface LabelledRange {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

const CURSOR = '$0';
const FILE = /^\/\/- (\/\S+)\s*$/;
const LABEL = /^(\s*\/\/\s*)(\^+)\s+(\S+)\s*$/;

export function parseFixture(text: string): Fixture {
  const files = new Map<string, string>();
  const labels = new Map<string, LabelledRange>();
  let cursor: Place | undefined;
  for (const [path, marked] of splitFiles(text)) {
    const offset = marked.indexOf(CURSOR);
    if (offset >= 0) cursor = { path, offset };
    const content = marked.replace(CURSOR, '');
    files.set(path, content);
    for (const range of labelledRanges(path, content)) labels.set(range.label, range);
  }
  return { files, cursor, labels };
}

function splitFiles(text: string): Map<string, string> {
  const lines = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of text.replace(/^\n/, '').split('\n')) {
    const path = FILE.exec(line)?.[1];
    if (path !== undefined) lines.set(path, (current = []));
    else if (current !== undefined) current.push(line);
    else if (line.trim() !== '') lines.set('/main.wit', (current = [line]));
  }
  return new Map([...lines].map(([path, content]) => [path, content.join('\n')]));
}

function* labelledRanges(path: string, content: string): Generator<LabelledRange & { label: string }> {
  let offset = 0;
  let above = 0;
  for (const line of content.split('\n')) {
    const [, indent, carets, label] = LABEL.exec(line) ?? [];
    if (indent !== undefined && carets !== undefined && label !== undefined) {
      const start = above + indent.length;
      yield { path, start, end: start + carets.length, label };
    } else {
      above = offset;
    }
    offset += line.length + 1;
  }
}
