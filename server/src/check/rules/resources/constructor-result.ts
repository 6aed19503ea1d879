import type { Span, Type } from '../../../syntax/ast.ts';
import type { Breach, Item, Rule } from '../../rule.ts';
import { functionsIn } from '../../facts/scopes.ts';

export const constructorResult: Rule = {
  code: 'constructor-result',
  ids: ['R3', 'R3b'],
  severity: 'error',
  title: `A constructor gives its resource, or \`result<resource, error>\`.`,
  explanation: `Without a result it gives the resource. One that may fail says \`-> result<r>\` or \`-> result<r, e>\`, with the resource itself and not an alias of it.`,
  examples: {
    accept: [
      `package a:b;
interface i { resource r { constructor() -> result<r, string>; } }
`,
    ],
    reject: [
      `package a:b;
interface i { resource r { constructor() -> r; } }
`,
      `package a:b;
interface i { resource r { constructor() -> result<u8>; } }
`,
    ],
  },
  message: ({ resource, part }) =>
    part === 'result'
      ? 'A constructor that may fail gives a `result`.'
      : `The first type of a constructor\u2019s \`result\` is the resource itself, \`${resource}\`.`,
  *checkItem(item: Item): Iterable<Breach> {
    for (const { kind, func, resource } of functionsIn(item)) {
      if (kind !== 'constructor' || !func.result || !resource?.name) continue;
      const wrong = mistake(func.result, resource.name.text);
      if (wrong) yield { at: wrong.at, detail: { resource: resource.name.text, part: wrong.part } };
    }
  },
};

/** The reference points at the first token of a type, and at the resource of a handle. */
function start(type: Type): Span {
  const isHandle = type.kind === 'own' || type.kind === 'borrow';
  const first = (isHandle && type.resource?.token) || type.first;
  return { first, last: first };
}

function mistake(result: Type, resource: string): { part: 'result' | 'ok'; at: Span } | undefined {
  if (result.kind !== 'result') return { part: 'result', at: start(result) };
  const { ok } = result;
  const isOwn =
    (ok?.kind === 'named' && ok.name.text === resource) ||
    (ok?.kind === 'own' && ok.resource?.text === resource);
  return isOwn ? undefined : { part: 'ok', at: start(ok ?? result) };
}
