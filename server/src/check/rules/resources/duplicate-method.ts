import { rangeOf } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { Resource } from '../../../syntax/ast.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, type Body, functionsOf, typeDefinitionsOf } from '../../scopes.ts';

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
    name === 'constructor'
      ? 'This resource has a constructor already. Make this one a static function.'
      : `This resource has a function \`${name}\` already. Rename one of them.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved)) {
      for (const item of typeDefinitionsOf(body)) {
        if (item.kind !== 'resource') continue;
        const names = new Set<string>();
        for (const { name, at } of functionsIn(body, item)) {
          if (names.has(name))
            yield { code: 'duplicate-method', at: rangeOf(body.uri, at), detail: { name } };
          names.add(name);
        }
      }
    }
  },
};

function functionsIn(body: Body, resource: Resource) {
  return [...functionsOf(body)]
    .filter((one) => one.resource === resource)
    .map(({ name, at }) => ({ name: name?.text ?? 'constructor', at }));
}
