import { definitionRange } from '../../../resolve/context.ts';
import { strongKey } from '../../../resolve/flat-name.ts';
import type { Problem, ResolvedPackage, WorldItem, WorldModel } from '../../../resolve/model.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { isOwnItem } from '../../facts/worlds-of.ts';
import { clashesOf } from '../../facts/body-names.ts';
import { bodiesOf } from '../../facts/scopes.ts';

export const clashingNames: Rule = {
  code: 'clashing-names',
  ids: ['I3', 'I6', 'R2', 'W15', 'A7', 'A9', 'N1', 'N2', 'N3'],
  severity: 'error',
  older: { severity: 'error', source: 'component' },
  title: `Names in an interface or world must differ in more than case and hyphens.`,
  explanation: `Types, functions and the methods of each resource share one namespace in an interface; a world has one for its imports and one for its exports. Names must be strongly unique: they are compared in lower case, without hyphens, and without the prefixes of methods and getters. Items from an \`include\` count as well.`,
  examples: {
    accept: [
      `package a:b;
interface i { foo: func(); bar: func(); }
`,
      `package a:b;
interface i { volume: get() -> u8; volume: set(to: u8); }
`,
    ],
    reject: [
      `package a:b;
interface i { foo-bar: func(); foobar: func(); }
`,
      `package a:b;
world one { import foobar: func(); }
world two { include one; import foo-bar: func(); }
`,
    ],
  },
  message: ({ name, other }) =>
    `\`${name}\` and \`${other}\` are the same name: case, hyphens and the prefixes of methods and getters are ignored. Rename one of them.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved)) {
      const clashes = clashesOf(body);
      for (const { at, ...detail } of [...clashes.import, ...clashes.export])
        if (!isReportedByOtherRule(detail, body.kind === 'world'))
          yield { code: 'clashing-names', at: { uri: body.uri, ...at }, detail };
    }
    yield* includedClashes(resolved);
  },
};

/** Names equal to the letter, methods named like their resource, and what differs in case in a world. */
function isReportedByOtherRule({ name, other }: { name: string; other: string }, inWorld: boolean): boolean {
  const [first, second] = [withoutPrefix(other), withoutPrefix(name)];
  const resource = /^(.*)\.(.*)$/.exec(second);
  const isLikeResource = resource !== null && strongKey(resource[1]!) === strongKey(resource[2]!);
  const isReported = inWorld && !resource ? name === other : first === second;
  if (isReported || isLikeResource) return true;
  return inWorld && name.toLowerCase() === other.toLowerCase();
}

const withoutPrefix = (flat: string): string => flat.replace(/^(\[\w+\])*/, '');

/** Clashes of included items with each other and with a world's own names. */
function* includedClashes({ worlds }: ResolvedPackage): Generator<Problem> {
  for (const world of worlds) {
    if (world.excluded || !world.node.items.some(({ kind }) => kind === 'include')) continue;
    for (const items of [world.imports, world.exports]) yield* clashesAmong(world, [...items.values()]);
  }
}

function* clashesAmong(world: WorldModel, items: readonly WorldItem[]): Generator<Problem> {
  const seen = new Map<string, WorldItem>();
  for (const item of items) {
    if (!item.named) continue;
    const key = strongKey(item.key);
    const other = seen.get(key);
    seen.set(key, item);
    if (!other || item.key.toLowerCase() === other.key.toLowerCase()) continue;
    if (isOwnItem(world, item) && isOwnItem(world, other)) continue;
    const place = [item, other].find((one) => isOwnItem(world, one))?.definition ?? world.definition;
    const detail = { name: item.key, other: other.key };
    yield { code: 'clashing-names', at: definitionRange(place), detail };
  }
}
