import { once } from '../../../base/once.ts';
import { gateOf } from '../../../resolve/gates.ts';
import type { Problem } from '../../../resolve/model.ts';
import { compareVersions } from '../../../syntax/version.ts';
import { nameOf } from '../../facts/attributed-items.ts';
import type { Item, PackageContext, Rule } from '../../rule.ts';
import { bodiesOf, type FoundFunction, functionsIn } from '../../facts/scopes.ts';

export const sinceBeforeContainer: Rule = {
  code: 'since-before-container',
  ids: ['G10'],
  severity: 'warning',
  title: `A member\u2019s \`@since\` must not precede its container\u2019s.`,
  explanation: `WIT.md ("Rules for feature gate usage") makes this an error; wit-parser accepts it. Without a gate of its own, an item that was added later would appear to have been there from the start.`,
  examples: {
    accept: [
      `package a:b@1.1.0;
@since(version = 1.0.0)
interface i {
  @since(version = 1.0.0)
  f: func();
  @since(version = 1.1.0)
  g: func();
}
`,
    ],
    reject: [
      `package a:b@1.0.0;
@since(version = 1.0.0)
interface i { f: func(); }
`,
      `package a:b@1.0.0;
@since(version = 1.0.0)
interface i {
  @since(version = 0.9.0)
  f: func();
}
`,
    ],
  },
  message: ({ container, outer, inner }) =>
    inner
      ? `\`${container}\` exists since ${outer}, so its member cannot exist since ${inner}.`
      : `\`${container}\` exists since ${outer}. Give this member a gate too: \`@since(version = ${outer})\`.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved)) {
      const outer = gateOf(body.attributes);
      if (outer.kind !== 'since') continue;
      for (const { at, attributes } of body.items.flatMap(membersOf)) {
        const gate = gateOf(attributes);
        const inner = gate.kind === 'since' ? gate.version : '';
        if (gate.kind === 'unstable' || (inner && compareVersions(inner, outer.version) >= 0)) continue;
        const detail = { container: body.scope.definition.name, outer: outer.version, inner };
        yield { code: 'since-before-container', at: { uri: body.uri, ...at }, detail };
      }
    }
  },
};

/** An item of a body, and the functions of a resource. */
const membersOf = once((item: Item): readonly Pick<FoundFunction, 'at' | 'attributes'>[] => [
  { at: nameOf(item), attributes: item.attributes },
  ...(item.kind === 'resource' ? functionsIn(item) : []),
]);
