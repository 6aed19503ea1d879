import type { DebugProtocol } from '@vscode/debugprotocol';
import { nameOf } from '../../inspect/world-functions.ts';
import type { ObservedParts } from '../../guest/crossing/observed.ts';
import type { Scope } from './scopes.ts';
import type { Shown } from './shown.ts';

/** `order.items[0].na`: the path before the last dot, and the word behind it. */
const PATH = /(?:(?<path>[\w$.[\]*-]+)(?:\.|->))?(?<word>[\w$-]*)$/;

/**
 * Completions in the console: variables of a frame, members of a value, and exports to call.
 * @param text up to the cursor
 * @param at the value at a path
 */
export async function completions(
  text: string,
  scopes: readonly Scope[],
  at: (path: string) => Promise<Shown>,
  { parts }: Pick<ObservedParts, 'parts'>,
): Promise<DebugProtocol.CompletionItem[]> {
  const { path, word = '' } = PATH.exec(text)?.groups ?? {};
  const typed = { start: text.length - word.length, length: word.length };
  const inside = (names: readonly Shown[], type: 'variable' | 'property') =>
    names.map(({ name }) => ({ label: name, type, ...typed }));
  if (path !== undefined) {
    const value = await at(path).catch(() => undefined);
    return inside((await value?.container.values()) ?? [], 'property');
  }
  const variables = await Promise.all(scopes.map(({ container }) => container.values()));
  const exported = parts.flatMap(({ functions }) => functions.exports.filter(({ kind }) => kind === 'free'));
  const calls = exported.map((fn) => ({
    label: nameOf(fn),
    text: `${nameOf(fn)}(`,
    type: 'function' as const,
  }));
  return [...inside(variables.flat(), 'variable'), ...calls.map((call) => ({ ...call, ...typed }))];
}
