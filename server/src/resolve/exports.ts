import type { PackageSource, Part } from '../packages/package-source.ts';
import type { FunctionItem, InterfaceItem, Span, TopLevelItem } from '../syntax/ast.ts';

/**
 * The part of a package that is visible to other packages, as a text to compare: its interfaces with the names of their
 * types and functions, the targets of aliases, and the names of its worlds. It has no docs, comments, signatures or
 * bodies of worlds (`ResolvedPackage.includes` is for worlds that are included elsewhere), and no fields and cases of
 * types: they do not matter to name resolution, and rules look at them themselves.
 */
export function exportsOf({ parts, key }: PackageSource): string {
  const texts = parts.flatMap((part) => part.items.map((item) => exportedText(part, item)));
  return [key, ...texts].join('\n');
}

function exportedText(part: Part, item: TopLevelItem): string {
  const name = 'name' in item ? item.name?.text : '';
  switch (item.kind) {
    case 'interface':
      return `${head(part, item)} ${name}\n${item.items.map((one) => member(part, one)).join('\n')}`;
    case 'world':
      return `${head(part, item)} ${name}`;
    case 'top-level-use':
      return textOf(part, item);
    default:
      return '';
  }
}

function member(part: Part, item: InterfaceItem): string {
  const isWhole = item.kind === 'use' || item.kind === 'type';
  return `${head(part, item)} ${isWhole ? textOf(part, item) : item.name?.text}`;
}

/** The gates and the kind. */
const head = (
  part: Part,
  { kind, attributes }: Pick<FunctionItem, 'attributes'> & { kind: string },
): string => [...attributes.map((one) => textOf(part, one)), kind].join(' ');

function textOf({ file }: Part, { first, last }: Span): string {
  const texts: string[] = [];
  for (let token = first; token <= last; token++) texts.push(file.tokens.textOf(token));
  return texts.join(' ');
}
