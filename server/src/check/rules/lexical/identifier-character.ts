import type { Rule } from '../../rule.ts';
import { kebabCase } from '../../../syntax/identifier.ts';
import { describeCharacter } from '../../words/describe-character.ts';

export const identifierCharacter: Rule = {
  code: 'identifier-character',
  ids: ['L10', 'L11'],
  severity: 'error',
  title: `A name consists of ASCII letters, digits and hyphens, each word in one case.`,
  explanation: `The first word starts with a letter, and each word is entirely lower case or entirely upper case. Bindings convert names to the style of each language.`,
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
    `The name \`${name}\` cannot contain ${describeCharacter(character)} there.${advice(name)}`,
};

function advice(name: string): string {
  const kebab = kebabCase(name);
  return kebab === undefined
    ? ' Names are made of ASCII letters, digits and `-`, and start with a letter.'
    : ` Write \`${kebab}\`.`;
}
