import { withArticle } from '../../../base/with-article.ts';
import type { Rule } from '../../rule.ts';

export const duplicateExtern: Rule = {
  code: 'duplicate-extern',
  ids: ['W4', 'W8'],
  severity: 'error',
  title: `A world must not import, or export, a name twice.`,
  explanation: `Plain names, types and used names share the namespace of the imports; exports have their own.`,
  examples: {
    accept: [
      `package a:b;
world w { import f: func(); export f: func(); }
`,
    ],
    reject: [
      `package a:b;
world w { import f: func(); import f: func(); }
`,
    ],
  },
  message: ({ name, direction, kind }) =>
    `This world already has ${withArticle(kind!)} \`${name}\` among its ${direction}s. Rename one of them.`,
};
