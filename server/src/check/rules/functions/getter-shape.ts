import type { Violation, Item, Rule } from '../../rule.ts';
import { functionsIn, spanOf } from '../../facts/scopes.ts';

export const getterShape: Rule = {
  code: 'getter-shape',
  ids: ['A2'],
  severity: 'error',
  older: 'accepted',
  title: `A getter must have no parameters and return a value.`,
  explanation: `\`name: get() -> type;\` reads a property of an interface, a world or a resource; the \`self\` of a resource is implicit. An operation with arguments is a function.`,
  examples: {
    accept: [
      `package a:b;
interface i { volume: get() -> u8; resource knob { level: get() -> u8; } }
`,
    ],
    reject: [
      `package a:b;
interface i { volume: get(unit: string) -> u8; }
`,
      `package a:b;
interface i { resource knob { level: get(); } }
`,
    ],
  },
  message: ({ name, part }) =>
    part === 'result'
      ? `The getter \`${name}\` returns nothing. Add the type of its value: \`get() -> type\`.`
      : `The getter \`${name}\` has a parameter. If it needs one, write \`func\` instead of \`get\`.`,
  *checkItem(item: Item): Iterable<Violation> {
    for (const { name, func } of functionsIn(item)) {
      if (func.accessor !== 'get' || !name) continue;
      const [param] = func.params;
      // Reported at the word `get`, as by the reference.
      const word = { first: func.first, last: func.first };
      if (param) yield { at: spanOf(param.name), detail: { name: name.text, part: 'parameter' } };
      else if (!func.result) yield { at: word, detail: { name: name.text, part: 'result' } };
    }
  },
};
