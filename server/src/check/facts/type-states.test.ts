import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Definition, ResolvedRoot } from '../../resolve/model.ts';
import { editableRoot } from '../testing/editable-root.ts';
import { knownOfTypes } from './type-states.ts';

const PATHS = { main: '/main.wit', middle: '/deps/middle.wit', low: '/deps/low.wit' } as const;
type Package = keyof typeof PATHS;

const texts: Readonly<Record<Package, string>> = {
  main: 'package a:main;\ninterface i { use a:middle/i.{r as inner}; record r { a: inner } f: func(); }\n',
  middle: 'package a:middle;\ninterface i { use a:low/i.{r as inner}; record r { a: inner } f: func(); }\n',
  low: 'package a:low;\ninterface i { record r { a: u8 } f: func(); }\n',
};

/** A text, and what replaces it. */
type Edit = readonly [string, string];

const GROWN: Edit = ['record r {', 'record r { added: u16,'];
const SAME_TYPES: readonly Edit[] = [
  ['record r', 'record %r'],
  ['func()', 'func(a: r)'],
];

/** The packages of which a fact about a type is still known after an edit of one. */
function knownAfterEditOf(edited: Package, [before, after]: Edit = GROWN): readonly Package[] {
  const files = new Map(
    Object.entries(PATHS).map(([name, path]) => [path as string, texts[name as Package]]),
  );
  const resolve = editableRoot(files);
  const facts = knownOfTypes<true>();
  const first = resolve();
  for (const name of Object.keys(PATHS)) facts(first).set(recordIn(first, name), true);
  files.set(PATHS[edited], texts[edited].replace(before, after));
  const second = resolve(first);
  return (Object.keys(PATHS) as Package[]).filter((name) => facts(second).has(recordIn(second, name)));
}

const recordIn = (root: ResolvedRoot, name: string): Definition =>
  root.packages.get(`a:${name}`)!.interfaces[0]!.names.get('r')!;

describe('a fact about a type', () => {
  it('is known in all packages of a root', () =>
    assert.deepEqual(knownAfterEditOf('main'), ['middle', 'low']));

  it('stays known after an edit that leaves the types their structure, as one of a function does', () => {
    for (const edit of SAME_TYPES) {
      assert.deepEqual(knownAfterEditOf('low', edit), ['main', 'middle', 'low']);
      assert.deepEqual(knownAfterEditOf('middle', edit), ['main', 'middle', 'low']);
      // Nothing names this one, so its definitions are made again.
      assert.deepEqual(knownAfterEditOf('main', edit), ['middle', 'low']);
    }
  });

  it('is forgotten for a type in a world, which other packages cannot name, when its package is resolved again', () => {
    const world = 'package a:main;\nworld w { record r { a: u8 } }\n';
    const files = new Map([['/main.wit', world]]);
    const resolve = editableRoot(files);
    const facts = knownOfTypes<true>();
    const first = resolve();
    const inWorld = ({ main }: ResolvedRoot): Definition => main.worlds[0]!.names.get('r')!;
    facts(first).set(inWorld(first), true);
    files.set('/main.wit', world.replace('u8', 'u16'));
    const second = resolve(first);
    assert.equal(facts(second).has(inWorld(second)), false);
  });

  it('is forgotten for those that depend on an edited package', () => {
    assert.deepEqual(knownAfterEditOf('middle'), ['low']);
    assert.deepEqual(knownAfterEditOf('low'), []);
  });
});
