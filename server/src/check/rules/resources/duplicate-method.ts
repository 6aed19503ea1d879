import { rangeOf } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { Resource } from '../../../syntax/ast.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, functionsOf } from '../../scopes.ts';

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
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved)) {
      const names = new Map<Resource, Set<string>>();
      for (const { resource, name: written, at } of functionsOf(body)) {
        if (!resource) continue;
        // A method may be called constructor: no name is the constructor's.
        const name = written?.text ?? '';
        const seen = names.get(resource) ?? new Set();
        if (seen.has(name)) yield { code: 'duplicate-method', at: rangeOf(body.uri, at), detail: { name } };
        names.set(resource, seen.add(name));
      }
    }
  },
};
