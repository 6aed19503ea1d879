import { rangeOf } from '../../../resolve/context.ts';
import type { Problem, TokenRange } from '../../../resolve/model.ts';
import type { FunctionType } from '../../../syntax/ast.ts';
import { accessorsOf } from '../../facts/accessor-pairs.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { type Body, bodiesOf, spanOf } from '../../facts/scopes.ts';
import { aliasedOnce, startOfType } from '../../facts/aliased.ts';

export const setterShape: Rule = {
  code: 'setter-shape',
  ids: ['A3'],
  severity: 'error',
  older: 'accepted',
  title: `A setter must have one parameter and return nothing, or a \`result\` without a value.`,
  explanation: `\`name: set(value: type);\` changes a property. A setter that may fail returns \`-> result\` or \`-> result<_, error>\`, also through a \`type\` of the same interface or world.`,
  examples: {
    accept: [
      `package a:b;
interface i { volume: get() -> u8; volume: set(level: u8) -> result<_, string>; }
`,
      `package a:b;
interface i { type done = result; volume: get() -> u8; volume: set(level: u8) -> done; }
`,
    ],
    reject: [
      `package a:b;
interface i { volume: get() -> u8; volume: set(); }
`,
      `package a:b;
interface i { volume: get() -> u8; volume: set(left: u8, right: u8); }
`,
      `package a:b;
interface i { volume: get() -> u8; volume: set(level: u8) -> u8; }
`,
    ],
  },
  message: ({ name, part }) =>
    part === 'result'
      ? `The setter \`${name}\` returns a value. Remove it, or write \`result<_, error>\` if the change can fail.`
      : `The setter \`${name}\` needs exactly one parameter, the new value.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved))
      for (const { name, func } of accessorsOf(body)) {
        if (func.accessor !== 'set' || !name) continue;
        const found = breachIn(body, func);
        if (found)
          yield { code: 'setter-shape', at: found.at, detail: { name: name.text, part: found.part } };
      }
  },
};

/** The reference points at the second parameter, at the word, or where the type of the result starts. */
function breachIn({ scope, uri }: Body, func: FunctionType): { part: string; at: TokenRange } | undefined {
  const { params, result } = func;
  if (params.length !== 1) {
    const second = params[1]?.name;
    const at = second ? spanOf(second) : { first: func.first, last: func.first };
    return { part: 'parameters', at: rangeOf(uri, at) };
  }
  const returned = result && aliasedOnce(scope, result);
  // An unknown name is a mistake of its own.
  if (!returned || (returned.kind === 'result' && !returned.ok)) return undefined;
  return { part: 'result', at: rangeOf(uri, startOfType(result)) };
}
