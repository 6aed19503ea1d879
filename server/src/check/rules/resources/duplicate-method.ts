import type { Breach, Item, Rule } from '../../rule.ts';
import { functionsIn } from '../../facts/scopes.ts';

export const duplicateMethod: Rule = {
  code: 'duplicate-method',
  ids: ['R2'],
  severity: 'error',
  title: `The functions of a resource have different names, and it has one constructor at most.`,
  explanation: `Methods and static functions share one namespace.`,
  examples: {
    accept: [
      `package a:b;
interface i { resource r { constructor(); f: func(); g: static func(); } }
`,
    ],
    reject: [
      `package a:b;
interface i { resource r { f: func(); f: static func(); } }
`,
      `package a:b;
interface i { resource r { constructor(); constructor(); } }
`,
    ],
  },
  message: ({ name }) =>
    name === ''
      ? 'This resource has a constructor already. Make this one a static function.'
      : `This resource has a function \`${name}\` already. Rename one of them.`,
  *checkItem(item: Item): Iterable<Breach> {
    const seen = new Set<string>();
    for (const { resource, name: written, at } of functionsIn(item)) {
      if (!resource) continue;
      // A method may be called constructor: no name is the constructor's.
      const name = written?.text ?? '';
      if (seen.has(name)) yield { at, detail: { name } };
      seen.add(name);
    }
  },
};
