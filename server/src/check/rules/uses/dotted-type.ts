import type { Rule } from '../../rule.ts';

export const dottedType: Rule = {
  code: 'dotted-type',
  ids: ['T10'],
  severity: 'error',
  title: `A type must be a plain name, without its interface.`,
  explanation: `WIT does not have \`types.request\`: write \`use types.{request};\` in the interface or world, and then \`request\`. A type of another package comes from \`use ns:pkg/types@1.0.0.{request};\`.`,
  examples: {
    accept: [
      `package a:b;
interface types { record request { path: string } }
interface i { use types.{request}; f: func(r: request); }
`,
    ],
    reject: [
      `package a:b;
interface types { record request { path: string } }
interface i { f: func(r: types.request); }
`,
    ],
  },
  message: ({ path = '', name = '' }) =>
    isInterface(path)
      ? `A type is a plain name in WIT. Write \`use ${path}.{${name}};\` in the interface or world, and \`${name}\` here.`
      : `A type is a plain name in WIT, and interfaces do not nest: \`${path}.${name}\` is not a type.`,
};

/** A path with dots before the version is ambiguous: `a.b.c`. */
const isInterface = (path: string): boolean => !/^[^@]*\./.test(path);
