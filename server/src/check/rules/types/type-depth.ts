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
  title: `Types in a component must not be nested more than 100 levels deep.`,
  explanation: `The function, the interface and the world around a type count too, which leaves about 95 levels, whether they are written in one type or through names. wit-parser allows a few more.`,
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
    `Types are nested too deeply here: a component allows 100 levels, including the function, interface and world around them.`,
  *checkTypes(context: TypesContext): Iterable<Problem> {
    for (const measured of extentsIn(context)) {
      const { body, whole } = measured;
      const around = body.kind === 'interface' ? 4 : 3;
      if (whole.depth + around <= deepest) continue;
      // The first is the cause of those that follow.
      const first = measured.parts.find(({ extent }) => extent.depth + around > deepest);
      if (first) yield { code: 'type-depth', at: rangeOf(body.uri, first.at), detail: {} };
    }
  },
};
