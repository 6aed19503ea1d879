import type { Violation, Item, Rule } from '../../rule.ts';
import { functionsIn } from '../../facts/scopes.ts';

export const duplicateMethod: Rule = {
  code: 'duplicate-method',
  ids: ['R2'],
  severity: 'error',
  title: `The functions of a resource have different names, and it has one constructor at most.`,
  explanation: `Methods and static functions share one namespace, accessors among them. Only a getter and its setter have one name.`,
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
      `package a:b;
interface i { resource r { f: get() -> u8; f: static func() -> u8; } }
`,
    ],
  },
  message: ({ name }) =>
    name === ''
      ? 'This resource has a constructor already. Make this one a static function.'
      : `This resource has a function \`${name}\` already. Rename one of them.`,
  *checkItem(item: Item): Iterable<Violation> {
    const seen = new Set<string>();
    for (const { resource, name: written, at, func } of functionsIn(item)) {
      if (!resource) continue;
      // A method may be called constructor: no name is the constructor's.
      const name = written?.text ?? '';
      const key = func.accessor === 'set' ? `[set]${name}` : name;
      if (seen.has(key)) yield { at, detail: { name } };
      seen.add(key);
    }
  },
};
