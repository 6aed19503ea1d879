import { nameRange } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { Name } from '../../../syntax/ast.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, type Body, restrictedTypesOf } from '../../facts/scopes.ts';
import { resolvedDefinition, typeNode } from '../../facts/type-graph.ts';

export const handleOfResource: Rule = {
  code: 'handle-of-resource',
  ids: ['T10'],
  severity: 'error',
  title: `\`own\` and \`borrow\` require a resource.`,
  explanation: `Handles refer to resources: directly, through \`type\` or through \`use\`. Values of other types are passed directly.`,
  examples: {
    accept: [
      `package a:b;
interface i { resource r; f: func(a: borrow<r>); }
`,
    ],
    reject: [
      `package a:b;
interface i { type r = u8; f: func(a: borrow<r>); }
`,
    ],
  },
  message: ({ name }) => `\`${name}\` is not a resource, so it has no handles. Use the type itself.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved)) {
      for (const type of restrictedTypesOf(body)) {
        const resource = type.kind === 'own' || type.kind === 'borrow' ? type.resource : undefined;
        if (!resource || isResource(body, resource)) continue;
        const detail = { name: resource.text };
        yield { code: 'handle-of-resource', at: nameRange(body.uri, resource), detail };
      }
    }
  },
};

/** Or nothing that is known. */
function isResource(body: Body, name: Name): boolean {
  const node = typeNode(resolvedDefinition(body.scope, name));
  return node === undefined || node.kind === 'resource';
}
