import { rangeOf } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { Rule, TypesContext } from '../../rule.ts';
import { extentsIn } from '../../facts/body-extents.ts';

/** As deep as types may be nested in a component, with the function, the interface and components around them. */
const deepest = 100;

const nested = (depth: number): string => 'list<'.repeat(depth) + 'u8' + '>'.repeat(depth);

export const typeDepth: Rule = {
  code: 'type-depth',
  ids: ['T19'],
  severity: 'error',
  source: 'component',
  older: 'accepted',
  title: `The types of a component are nested at most 100 deep.`,
  explanation: `The function, the interface and the world that a type stands in count as well, so that about 95 are left, whether they are written in one type or through names. The reader of WIT allows a few more.`,
  examples: {
    accept: [
      `package a:b;
interface i { f: func(x: ${nested(94)}); }
world w { import i; }
`,
    ],
    reject: [
      `package a:b;
interface i { f: func(x: ${nested(95)}); }
world w { import i; }
`,
    ],
  },
  message: () =>
    `Types are nested too deep here: a component allows 100, with the function, interface and world around them.`,
  *checkTypes(context: TypesContext): Iterable<Problem> {
    for (const { body, whole, parts } of extentsIn(context)) {
      const around = body.kind === 'interface' ? 4 : 3;
      if (whole.depth + around <= deepest) continue;
      // The first is the cause of those that follow.
      const first = [...parts()].find(({ extent }) => extent.depth + around > deepest);
      if (first) yield { code: 'type-depth', at: rangeOf(body.uri, first.at), detail: {} };
    }
  },
};
