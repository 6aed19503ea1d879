import type { Violation, Item, Rule } from '../../rule.ts';
import { functionsIn } from '../../facts/scopes.ts';

export const duplicateMethod: Rule = {
  code: 'duplicate-method',
  ids: ['R2'],
  severity: 'error',
  title: `Functions of a resource must have different names, and it has at most one constructor.`,
  explanation: `Methods, static functions and accessors share one namespace. Only a getter and its setter may have the same name.`,
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
      ? 'This resource already has a constructor. Make this one a static function.'
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
