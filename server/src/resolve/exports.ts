import { once } from '../base/once.ts';
import type { PackageSource, Part } from '../packages/package-source.ts';
import type { FunctionItem, InterfaceItem, Span, TopLevelItem } from '../syntax/ast.ts';
import { membersOf, writesBorrow } from './types.ts';

/**
 * What other packages can see of one, as a text to compare: its interfaces with the names of their types and
 * functions, what aliases stand for, and the names of its worlds. Docs, comments, signatures and the bodies of
 * worlds are not in it (a world that is included elsewhere is asked for by `ResolvedPackage.includes`).
 *
 * @param withMembers with what records and variants are made of, which only matters where a type may hold a `borrow`
 */
export function exportsOf({ parts, key }: PackageSource, withMembers: boolean): string {
  const texts = parts.flatMap((part) => part.items.map((item) => exportedText(part, item, withMembers)));
  return [key, ...texts].join('\n');
}

/** Whether a `borrow` stands anywhere but in the signature of a function. */
export const definesBorrow = ({ parts }: PackageSource): boolean =>
  parts.some(({ items }) => itemsDefineBorrow(items));

const itemsDefineBorrow = once((items: readonly TopLevelItem[]): boolean =>
  items.some((item) => item.kind === 'interface' && item.items.some(isBorrowing)),
);

const isBorrowing = once((item: InterfaceItem): boolean => {
  if (item.kind === 'use' || item.kind === 'function') return false;
  const types = item.kind === 'type' ? [item.type] : membersOf(item).map(({ type }) => type);
  return types.some(writesBorrow);
});

function exportedText(part: Part, item: TopLevelItem, withMembers: boolean): string {
  const name = 'name' in item ? item.name?.text : '';
  switch (item.kind) {
    case 'interface':
      return `${head(part, item)} ${name}\n${item.items.map((one) => member(part, one, withMembers)).join('\n')}`;
    case 'world':
      return `${head(part, item)} ${name}`;
    case 'top-level-use':
      return textOf(part, item);
    default:
      return '';
  }
}

function member(part: Part, item: InterfaceItem, withMembers: boolean): string {
  // A function is seen without its signature, a resource without its functions.
  const isCallable = item.kind === 'function' || item.kind === 'resource';
  const isWhole = item.kind === 'use' || item.kind === 'type' || (withMembers && !isCallable);
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
