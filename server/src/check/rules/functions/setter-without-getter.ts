import { definitionRange, rangeOf } from '../../../resolve/context.ts';
import { flatName, getterOf } from '../../../resolve/flat-name.ts';
import type { Problem, WorldItem, WorldModel } from '../../../resolve/model.ts';
import { accessorsOf } from '../../facts/accessor-pairs.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { type Body, bodiesOf, type FoundFunction } from '../../facts/scopes.ts';

export const setterWithoutGetter: Rule = {
  code: 'setter-without-getter',
  ids: ['A4', 'A6', 'A7', 'A9', 'A10'],
  severity: 'error',
  older: 'accepted',
  title: `A setter must have a getter of the same name.`,
  explanation: `Both belong to the same interface or resource, or to the same side of a world, in any order, with the name spelled identically; in a resource, both or neither are \`static\`. In a world the getter may come from an \`include\`. A property that can only be written is a function.`,
  examples: {
    accept: [
      `package a:b;
interface i { volume: set(level: u8); volume: get() -> u8; }
`,
      `package a:b;
world one { import volume: get() -> u8; }
world two { include one; import volume: set(level: u8); }
`,
    ],
    reject: [
      `package a:b;
interface i { max-level: get() -> u8; maxlevel: set(level: u8); }
`,
      `package a:b;
interface i { resource knob { level: get() -> u8; level: static set(to: u8); } }
`,
      `package a:b;
world w { import volume: get() -> u8; export volume: set(level: u8); }
`,
    ],
  },
  message: ({ name, marks }) =>
    `There is no \`${name}: ${marks}get() -> …\` for this setter. Add one, or write \`func\` instead of \`set\`.`,
  *check({ package: resolved }: PackageContext): Iterable<Problem> {
    for (const body of bodiesOf(resolved)) if (body.kind === 'interface') yield* inInterface(body);
    for (const world of resolved.worlds.filter(({ excluded }) => !excluded))
      for (const items of [world.imports, world.exports]) yield* inWorld(world, items);
  },
};

const flat = ({ name, kind, resource, func: { accessor } }: FoundFunction): string =>
  flatName({ kind, name: name?.text ?? '', resource: resource?.name?.text, accessor });

function* inInterface(body: Body): Generator<Problem> {
  const functions = accessorsOf(body);
  if (functions.length === 0) return;
  const names = new Set(functions.map(flat));
  for (const one of functions) {
    const getter = getterOf(flat(one));
    if (getter === undefined || names.has(getter)) continue;
    yield { code: 'setter-without-getter', at: rangeOf(body.uri, one.at), detail: detailOf(getter) };
  }
}

/** A setter that `include` brings in is reported at the world. */
function* inWorld(world: WorldModel, items: ReadonlyMap<string, WorldItem>): Generator<Problem> {
  for (const { key, definition } of items.values()) {
    const getter = getterOf(key);
    if (getter === undefined || items.has(getter)) continue;
    const isHere = definition?.uri === world.file && isWithin(world, definition.token);
    const at = definitionRange(isHere ? definition : world.definition);
    yield { code: 'setter-without-getter', at, detail: detailOf(getter) };
  }
}

const isWithin = ({ node }: WorldModel, token: number): boolean => node.first <= token && token <= node.last;

const detailOf = (getter: string) => ({
  name: getter.replace(/^.*[\].]/, ''),
  marks: getter.startsWith('[static]') ? 'static ' : '',
});
