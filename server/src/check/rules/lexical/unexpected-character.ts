import type { Rule } from '../../rule.ts';
import { describeCharacter } from '../../words/describe-character.ts';

export const unexpectedCharacter: Rule = {
  code: 'unexpected-character',
  ids: ['L1', 'L9'],
  severity: 'error',
  title: `Outside of comments and strings only names, numbers and the signs of WIT may stand.`,
  explanation: `The signs are \`= , : ; ( ) { } < > * -> / . @ + -\`. A name has ASCII letters, digits and \`-\`.`,
  examples: {
    accept: [
      `package a:b;
interface i { f: func(); }
`,
    ],
    reject: [
      `package a:b;
interface i { f: func() $; }
`,
    ],
  },
  message: ({ character = '' }) => `${describeCharacter(character)} means nothing in WIT.${hint(character)}`,
};

const hints: Readonly<Record<string, string>> = {
  '#': 'A comment starts with `//`, an attribute with `@`.',
  '[': 'A list is written `list<t>`.',
  "'": 'Strings stand in double quotes.',
  '?': 'What may be absent is written `option<t>`.',
  '!': 'A result with an error is written `result<t, e>`.',
  '|': 'One of several types is a `variant`.',
  '&': 'A handle that is lent is written `borrow<t>`.',
};

const hint = (character: string): string => ` ${hints[character] ?? 'Remove it, or make it a comment.'}`;
