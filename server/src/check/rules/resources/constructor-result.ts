import { rangeOf } from '../../../resolve/context.ts';
import type { Problem, Scope } from '../../../resolve/model.ts';
import type { Span, Type } from '../../../syntax/ast.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, constructorsOf } from '../../facts/scopes.ts';
import { aliasedOnce, startOfType } from '../../facts/aliased.ts';

export const constructorResult: Rule = {
  code: 'constructor-result',
  ids: ['R3', 'R3b'],
  severity: 'error',
  title: `A constructor must return its resource or a \`result\` of it.`,
  explanation: `Without a written result it returns the resource. One that may fail returns \`-> result<r>\` or \`-> result<r, e>\`, with the resource itself and not an alias of it. A \`type\` of the same interface or world may name that \`result\`, but only directly, not through another alias.`,
  examples: {
    accept: [
      `package a:b;
interface i { resource r { constructor() -> result<r, string>; } }
`,
      `package a:b;
interface i { resource r { constructor() -> made; } type made = result<r>; }
`,
    ],
    reject: [
      `package a:b;
interface i { resource r { constructor() -> r; } }
`,
      `package a:b;
interface i { resource r { constructor() -> result<u8>; } }
`,
      `package a:b;
interface i { resource r { constructor() -> made; } type made = again; type again = result<r>; }
`,
    ],
  },
  message: ({ resource, part }) =>
    part === 'result'
      ? 'A constructor that may fail returns a `result`.'
      : `The first type of a constructor\u2019s \`result\` is the resource itself, \`${resource}\`.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved))
      for (const { func, resource } of constructorsOf(body)) {
        if (!func.result || !resource?.name) continue;
        const wrong = mistake(body.scope, func.result, resource.name.text);
        const detail = { resource: resource.name.text, part: wrong?.part ?? '' };
        if (wrong) yield { code: 'constructor-result', at: rangeOf(body.uri, wrong.at), detail };
      }
  },
};

function mistake(
  scope: Scope,
  written: Type,
  resource: string,
): { part: 'result' | 'ok'; at: Span } | undefined {
  const result = aliasedOnce(scope, written);
  // An unknown name is a mistake of its own.
  if (result === undefined) return undefined;
  if (result.kind !== 'result') return { part: 'result', at: startOfType(written) };
  const { ok } = result;
  const isOwn =
    (ok?.kind === 'named' && ok.name.text === resource) ||
    (ok?.kind === 'own' && ok.resource?.text === resource);
  if (isOwn) return undefined;
  return { part: 'ok', at: startOfType(written === result && ok ? ok : written) };
}
