import { rangeOf } from '../../../resolve/context.ts';
import { partsOf } from '../../../resolve/types.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { StreamType, Type } from '../../../syntax/ast.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, typesOf } from '../../scopes.ts';

export const streamOfChar: Rule = {
  code: 'stream-of-char',
  ids: ['T8b'],
  severity: 'error',
  source: 'component',
  title: `There is no \`stream<char>\`.`,
  explanation: `A character has no one encoding in a stream. Use \`stream<u8>\` and say which encoding it is.`,
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
    ],
  },
  message: () =>
    `A component cannot have a \`stream<char>\`. Use \`stream<u8>\` in an encoding that you document.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved)) {
      for (const type of typesOf(body))
        for (const stream of streamsOfChar(type)) {
          yield { code: 'stream-of-char', at: rangeOf(body.uri, stream), detail: {} };
        }
    }
  },
};

function* streamsOfChar(type: Type | undefined): Generator<StreamType> {
  const isChar =
    type?.kind === 'stream' && type.element?.kind === 'primitive' && type.element.name === 'char';
  if (isChar) yield type;
  for (const part of partsOf(type)) yield* streamsOfChar(part);
}
