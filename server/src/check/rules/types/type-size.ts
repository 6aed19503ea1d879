import { rangeOf } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { Type } from '../../../syntax/ast.ts';
import type { Rule, TypesContext } from '../../rule.ts';
import { extentsIn } from '../../facts/body-extents.ts';
import { type Body, functionsOf } from '../../facts/scopes.ts';
import { type Measure, typesOverLimit } from '../../facts/types-over-limit.ts';
import {
  typeSizeLimit,
  typeSizeOf,
  typeSizeOfBody,
  typeSizeOfDefined,
  typeSizeOfFunction,
} from '../../facts/type-size.ts';

export const typeSize: Rule = {
  code: 'type-size',
  ids: ['T19', 'X6'],
  severity: 'error',
  source: 'component',
  title: `A type, function or interface must consist of fewer than 1,000,000 types.`,
  explanation: `wasm-tools counts a type and all types inside it; a name counts as its whole definition, each time it is used. A few records that use each other many times reach the limit quickly. Move the repeated part into a \`list\`, whose element counts once.`,
  examples: {
    accept: [
      `package a:b;
interface i { record r { a: list<string>, b: list<string> } }
world w { import i; }
`,
    ],
    reject: [
      `package a:b;
interface i {
${nested(7)}
}
world w { import i; }
`,
    ],
  },
  message: ({ size }) =>
    `This consists of ${size} types, including the definitions of its names. A component allows fewer than 1,000,000. Move the repeated part into a list.`,
  *checkTypes(context: TypesContext): Iterable<Problem> {
    for (const measured of extentsIn(context)) {
      // All that is in the body is part of the whole.
      if (measured.whole.size < typeSizeLimit || measured.size < typeSizeLimit) continue;
      const { body } = measured;
      const within = [...tooLargeIn(context, body)];
      yield* within.length > 0 ? within : tooLargeItself(context, body);
    }
  },
};

/** Each type consists of eight of the next one. */
function nested(levels: number): string {
  const level = (n: number) => {
    const part = n === levels ? 'u8' : `t${n + 1}`;
    return `  type t${n} = tuple<${Array<string>(8).fill(part).join(', ')}>;`;
  };
  return Array.from({ length: levels }, (_, at) => level(at + 1)).join('\n');
}

function* tooLargeIn(context: TypesContext, body: Body): Generator<Problem> {
  const { scope, uri } = body;
  for (const { at, size } of typesOverLimit(context, body, measure))
    yield { code: 'type-size', at, detail: detail(size) };
  for (const { func, at } of functionsOf(body)) {
    const size = typeSizeOfFunction(context, scope, func);
    if (size >= typeSizeLimit) yield { code: 'type-size', at: rangeOf(uri, at), detail: detail(size) };
  }
}

function* tooLargeItself(context: TypesContext, body: Body): Generator<Problem> {
  const size = typeSizeOfBody(context, body);
  if (size < typeSizeLimit) return;
  const { uri, token } = body.scope.definition;
  yield { code: 'type-size', at: rangeOf(uri, { first: token, last: token }), detail: detail(size) };
}

const measure: Measure = {
  limit: typeSizeLimit,
  ofType: (context, scope, type) => (isMadeOfParts(type) ? typeSizeOf(context, scope, type) : 0),
  ofDefined: typeSizeOfDefined,
};

const isMadeOfParts = ({ kind }: Type): boolean => kind !== 'primitive' && kind !== 'named';

const detail = (size: number) => ({ size: size.toLocaleString('en-US') });
