import type { Violation, Item, Rule } from '../../rule.ts';
import { functionsIn, spanOf } from '../../facts/scopes.ts';

export const getterShape: Rule = {
  code: 'getter-shape',
  ids: ['A2'],
  severity: 'error',
  older: 'accepted',
  title: `A getter has no parameters and returns a value.`,
  explanation: `\`name: get() -> type;\` reads a property: of an interface or a world, or of a resource, whose \`self\` is not written. What needs an argument is a function.`,
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
      ? `The getter \`${name}\` returns nothing. Write the type of the value behind it: \`get() -> type\`.`
      : `The getter \`${name}\` has a parameter. Write \`func\` in place of \`get\` if it needs one.`,
  *checkItem(item: Item): Iterable<Violation> {
    for (const { name, func } of functionsIn(item)) {
      if (func.accessor !== 'get' || !name) continue;
      const [param] = func.params;
      // Told at the word, as by the reference.
      const word = { first: func.first, last: func.first };
      if (param) yield { at: spanOf(param.name), detail: { name: name.text, part: 'parameter' } };
      else if (!func.result) yield { at: word, detail: { name: name.text, part: 'result' } };
    }
  },
};
