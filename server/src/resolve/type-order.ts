import type { Type, WorldItem } from '../syntax/ast.ts';
import { topological } from './topological.ts';
import { membersOf, namesIn } from './types.ts';

/**
 * The names of a world's types, its own and those it uses, in the order in which it imports them: behind
 * those they are made of. Those in a circle come last.
 */
export function typeOrder(items: readonly WorldItem[]): Iterable<string> {
  const needs = new Map(items.flatMap(needsOf));
  return new Set([...topological(needs), ...needs.keys()]);
}

function needsOf(item: WorldItem): [name: string, needs: readonly string[]][] {
  if (item.kind === 'use') return item.names.map(({ name, as }) => [(as ?? name).text, []]);
  if (item.kind === 'include' || item.kind === 'extern' || !item.name) return [];
  const types = item.kind === 'type' ? [item.type] : membersOf(item).map(({ type }) => type);
  return [[item.name.text, types.flatMap(names)]];
}

const names = (type: Type | undefined): string[] => [...namesIn(type)].map(({ text }) => text);
