import { definitionRange } from '../../../resolve/context.ts';
import type { Problem, WorldItem, WorldModel } from '../../../resolve/model.ts';
import { type Clashes, clashesOf } from '../../facts/body-names.ts';
import { bodiesOf, type Body } from '../../facts/scopes.ts';
import { isOwnItem } from '../../facts/worlds-of.ts';
import type { PackageContext, Rule } from '../../rule.ts';

export const caseInsensitiveExtern: Rule = {
  code: 'case-insensitive-extern',
  ids: ['W5'],
  severity: 'error',
  title: `Import names, and export names, of a world must differ in more than case.`,
  explanation: `The Component Model compares these names case-insensitively.`,
  examples: {
    accept: [
      `package a:b;
world w { import foo: func(); export FOO: func(); }
`,
    ],
    reject: [
      `package a:b;
world w { import foo: func(); import FOO: func(); }
`,
    ],
  },
  message: ({ name, other, direction }) =>
    `\`${name}\` and \`${other}\` differ only in case, and both are ${direction}ed. Rename one of them.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved).filter(({ kind }) => kind === 'world'))
      for (const direction of ['import', 'export'] as const) yield* ownClashes(body, direction);
    for (const world of resolved.worlds.filter(({ excluded }) => !excluded))
      for (const direction of ['import', 'export'] as const) yield* includedClashes(world, direction);
  },
};

type Direction = keyof Clashes;

function* ownClashes(body: Body, direction: Direction): Generator<Problem> {
  for (const { name, other, at } of clashesOf(body)[direction])
    if (isSameButForCase(name, other))
      yield {
        code: 'case-insensitive-extern',
        at: { uri: body.uri, ...at },
        detail: { name, other, direction },
      };
}

/** A name that `include` brings in is reported at the world. */
function* includedClashes(world: WorldModel, direction: Direction): Generator<Problem> {
  const seen = new Map<string, WorldItem>();
  for (const item of (direction === 'import' ? world.imports : world.exports).values()) {
    if (!item.named) continue;
    const lower = item.key.toLowerCase();
    const other = seen.get(lower);
    seen.set(lower, item);
    if (!other || (isOwnItem(world, item) && isOwnItem(world, other))) continue;
    const at = isOwnItem(world, item) ? item.definition! : world.definition;
    const detail = { name: item.key, other: other.key, direction };
    yield { code: 'case-insensitive-extern', at: definitionRange(at), detail };
  }
}

const isSameButForCase = (name: string, other: string): boolean =>
  name !== other && name.toLowerCase() === other.toLowerCase();
