import type { InterfaceItem, Type, WorldItem } from '../syntax/ast.ts';
import { topological } from './topological.ts';
import { membersOf, namesIn } from './types.ts';

type Item = InterfaceItem | WorldItem;

/**
 * The names of the types of an interface or world, its own and used ones, in the order in which the reference reads
 * them and a world imports them: used ones, then its own, each after the types that it consists of. Those in a cycle
 * come last.
 */
export function typeOrder(items: readonly Item[]): Iterable<string> {
  const needs = new Map(items.flatMap(needsOf));
  const used = items.filter(({ kind }) => kind === 'use').flatMap(needsOf);
  return new Set([...used.map(([name]) => name), ...topological(needs), ...needs.keys()]);
}

function needsOf(item: Item): [name: string, needs: readonly string[]][] {
  if (item.kind === 'use') return item.names.map(({ name, as }) => [(as ?? name).text, []]);
  if (item.kind === 'include' || item.kind === 'extern' || item.kind === 'function' || !item.name) return [];
  const types = item.kind === 'type' ? [item.type] : membersOf(item).map(({ type }) => type);
  return [[item.name.text, types.flatMap(names)]];
}

const names = (type: Type | undefined): string[] => [...namesIn(type)].map(({ text }) => text);
