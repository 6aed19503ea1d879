import { rangeOf } from '../../../resolve/context.ts';
import type { Problem, Scope } from '../../../resolve/model.ts';
import type { Type } from '../../../syntax/ast.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, restrictedTypesOf } from '../../facts/scopes.ts';
import { resolvedDefinition, typeNode } from '../../facts/type-graph.ts';

export const streamOfChar: Rule = {
  code: 'stream-of-char',
  ids: ['T8b'],
  severity: 'error',
  source: 'component',
  title: `\`stream<char>\` is not allowed.`,
  explanation: `A stream of characters would not define their encoding. Use \`stream<u8>\` and document the encoding.`,
  examples: {
    accept: [
      `package a:b;
interface i { f: func(a: stream<u8>); }
`,
    ],
    reject: [
      `package a:b;
interface i { f: func(a: stream<char>); }
`,
      `package a:b;
interface i { type c = char; f: func(a: stream<c>); }
`,
    ],
  },
  message: () => `A component cannot have a \`stream<char>\`. Use \`stream<u8>\` and document the encoding.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved)) {
      for (const type of restrictedTypesOf(body)) {
        if (type.kind !== 'stream' || !isChar(body.scope, type.element)) continue;
        yield { code: 'stream-of-char', at: rangeOf(body.uri, type), detail: {} };
      }
    }
  },
};

/** `char` itself, or a name that ends at it. */
function isChar(scope: Scope, type: Type | undefined): boolean {
  if (type?.kind === 'primitive') return type.name === 'char';
  const node = type?.kind === 'named' ? typeNode(resolvedDefinition(scope, type.name)) : undefined;
  return node?.kind === 'type' && node.type?.kind === 'primitive' && node.type.name === 'char';
}
