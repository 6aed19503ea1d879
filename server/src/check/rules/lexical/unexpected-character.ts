import type { Rule } from '../../rule.ts';
import { describeCharacter } from '../../words/describe-character.ts';

export const unexpectedCharacter: Rule = {
  code: 'unexpected-character',
  ids: ['L1', 'L9'],
  severity: 'error',
  title: `Unexpected character.`,
  explanation: `Outside comments and strings, WIT consists of names, numbers and the punctuation \`= , : ; ( ) { } < > * -> / . @ + -\`. Names are made of ASCII letters, digits and \`-\`.`,
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
  message: ({ character = '' }) => `${describeCharacter(character)} is not allowed in WIT.${hint(character)}`,
};

const hints: Readonly<Record<string, string>> = {
  '#': 'A comment starts with `//`, an attribute with `@`.',
  '[': 'A list is written `list<t>`.',
  "'": 'Strings are written in double quotes.',
  '?': 'An optional value is written `option<t>`.',
  '!': 'A result with an error is written `result<t, e>`.',
  '|': 'One of several types is a `variant`.',
  '&': 'A borrowed handle is written `borrow<t>`.',
};

const hint = (character: string): string => ` ${hints[character] ?? 'Remove it, or make it a comment.'}`;
