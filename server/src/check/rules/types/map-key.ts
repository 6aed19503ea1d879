import type { Problem } from '../../../resolve/model.ts';
import type { Type } from '../../../syntax/ast.ts';
import { mapKeyTypes } from '../../../syntax/primitive-types.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, type Body, restrictedTypesOf } from '../../facts/scopes.ts';

export const mapKey: Rule = {
  code: 'map-key',
  ids: ['T7b', 'T7'],
  severity: 'error',
  title: `A map key must be bool, an integer type, char or string.`,
  explanation: `Floats, lists and other types have no equality by which keys could be compared.`,
  examples: {
    accept: [
      `package a:b;
interface i { f: func(a: map<string, u8>); }
`,
    ],
    reject: [
      `package a:b;
interface i { f: func(a: map<f32, u8>); }
`,
    ],
  },
  message: () => `A map key must be bool, an integer type, char or string.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved)) {
      for (const type of restrictedTypesOf(body)) {
        if (type.kind !== 'map' || !type.key || isKey(body, type.key)) continue;
        yield { code: 'map-key', at: { uri: body.uri, first: type.first, last: type.first }, detail: {} };
      }
    }
  },
};

/** The reference wants the key to be written out; an alias will not do. */
function isKey(body: Body, key: Type): boolean {
  if (key.kind === 'primitive') return mapKeyTypes.includes(key.name);
  // Unknown names have been reported.
  return key.kind === 'named' && !body.scope.names.has(key.name.text);
}
