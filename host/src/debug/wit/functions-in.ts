import { LineIndex } from '../../../../server/src/base/line-index.ts';
import type {
  FunctionItem,
  InterfaceItem,
  PackageId,
  ResourceFunction,
  Span,
  TopLevelItem,
  WorldItem,
} from '../../../../server/src/syntax/ast.ts';
import { parse, type ParsedFile } from '../../../../server/src/syntax/parse.ts';

/** A function where it is written. Lines count from 0. */
export interface WrittenFunction {
  /** As `nameOf` gives it: `edge:service/auth.check`. */
  readonly name: string;
  readonly first: number;
  readonly last: number;
  /** Where the comments and gates above it begin. */
  readonly from: number;
}

/**
 * The functions of a WIT text, in its order.
 * @param defaultPackage the package of the file, where its own text does not say it
 */
export function functionsIn(text: string, defaultPackage?: string): WrittenFunction[] {
  const file = parse('file.wit', text);
  const lines = new LineIndex(text);
  const rows = text.split('\n');
  const found: WrittenFunction[] = [];
  const add = (name: string, { first, last }: Span): void => {
    const at = (offset: number) => lines.positionAt(offset).line;
    const line = at(file.tokens.start(first));
    found.push({ name, first: line, last: at(file.tokens.end(last)), from: aboveIn(rows, line) });
  };
  walk(file.ast.items, packageOf(file) ?? defaultPackage ?? '', add);
  return found;
}

/** Belongs to the function below. */
const ABOVE = /^\s*(?:$|\/\/|\/\*|\*|@)/;

function aboveIn(rows: readonly string[], first: number): number {
  let from = first;
  while (from > 0 && ABOVE.test(rows[from - 1]!)) from--;
  return from;
}

type Add = (name: string, at: Span) => void;

function walk(items: readonly TopLevelItem[], owner: string, add: Add): void {
  for (const item of items) {
    if (item.kind === 'nested-package') walk(item.items, idOf(item.id), add);
    if (item.kind === 'interface') walkInterface(item.items, `${owner}/${item.name?.text ?? ''}`, add);
    if (item.kind === 'world') for (const one of item.items) walkWorld(one, add);
  }
}

function walkInterface(items: readonly InterfaceItem[], id: string, add: Add): void {
  for (const item of items) {
    if (item.kind === 'function') add(`${id}.${item.name.text}`, signatureSpan(item));
    if (item.kind !== 'resource') continue;
    const resource = item.name?.text ?? '';
    for (const one of item.functions) add(`${id}.${resource}.${one.name?.text ?? 'new'}`, signatureSpan(one));
  }
}

function walkWorld(item: WorldItem, add: Add): void {
  if (item.kind !== 'extern' || item.target === undefined) return;
  const { target } = item;
  if (target.kind === 'function') add(target.name.text, { first: target.name.token, last: item.last });
  if (target.kind === 'interface') walkInterface(target.items, target.name.text, add);
}

/** Without gates before it. */
const signatureSpan = (item: FunctionItem | ResourceFunction): Span => ({
  first: item.name?.token ?? item.func.first,
  last: item.last,
});

const idOf = ({ namespace, name }: PackageId): string => `${namespace?.text ?? ''}:${name?.text ?? ''}`;

/** Without a version; undefined where another file of the folder says it. */
export function packageOf({ ast }: Pick<ParsedFile, 'ast'>): string | undefined {
  return ast.header && idOf(ast.header.id);
}

/** The function on a line, or on a line of the comments and gates above it; lines count from 0. */
export const functionAt = (
  functions: readonly WrittenFunction[],
  line: number,
): WrittenFunction | undefined => functions.find(({ from, last }) => from <= line && line <= last);
