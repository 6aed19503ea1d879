import type { Rule } from '../../rule.ts';
import { kebabCase } from '../../../syntax/identifier.ts';
import { describeCharacter } from '../../words/describe-character.ts';

export const identifierCharacter: Rule = {
  code: 'identifier-character',
  ids: ['L10', 'L11'],
  severity: 'error',
  title: `A name is words of ASCII letters and digits joined by \`-\`, each word all in lower or all in upper case.`,
  explanation: `The first word starts with a letter. Names are neutral to the languages that bindings are made for, each of which gives them its own style.`,
  examples: {
    accept: [
      `package a:b;
interface http-URL-2 {}
`,
    ],
    reject: [
      `package a:b;
interface fooBar {}
`,
      `package a:b;
interface foo_bar {}
`,
    ],
  },
  message: ({ name = '', character = '' }) =>
    `The name \`${name}\` cannot have ${describeCharacter(character)} there.${advice(name)}`,
};

function advice(name: string): string {
  const kebab = kebabCase(name);
  return kebab === undefined
    ? ' Names have ASCII letters, digits and `-`, and start with a letter.'
    : ` Write \`${kebab}\`.`;
}
