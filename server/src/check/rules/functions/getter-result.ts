import { rangeOf } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import { accessorsOf } from '../../facts/accessor-pairs.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, isIncluded } from '../../facts/scopes.ts';
import { written } from '../../facts/same-type.ts';

export const getterResult: Rule = {
  code: 'getter-result',
  ids: ['A2'],
  severity: 'error',
  source: 'component',
  older: 'accepted',
  title: `The \`result\` of a getter must have a value.`,
  explanation: `A getter that may fail returns \`result<type>\` or \`result<type, error>\`, where the first type is that of the property. wit-parser accepts other results, but the component is invalid.`,
  examples: {
    accept: [
      `package a:b;
interface i { volume: get() -> result<u8, string>; }
world w { import i; }
`,
    ],
    reject: [
      `package a:b;
interface i { volume: get() -> result<_, string>; }
world w { import i; }
`,
      `package a:b;
interface i { type done = result; type again = done; volume: get() -> again; }
world w { import i; }
`,
    ],
  },
  message: ({ name }) =>
    `The \`result\` of \`${name}\` has no value. Write its type first: \`result<type, error>\`.`,
  *check({ package: resolved, features }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved))
      for (const { name, func, attributes } of accessorsOf(body)) {
        if (func.accessor !== 'get' || !func.result || !name || !isIncluded(attributes, features)) continue;
        const { type } = written(body.scope, func.result);
        if (type?.kind !== 'result' || type.ok) continue;
        const at = rangeOf(body.uri, func.result);
        yield { code: 'getter-result', at, detail: { name: name.text } };
      }
  },
};
