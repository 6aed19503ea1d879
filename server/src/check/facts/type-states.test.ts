import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Definition, ResolvedRoot } from '../../resolve/model.ts';
import { editableRoot } from '../testing/editable-root.ts';
import { knownOfTypes } from './type-states.ts';

const PATHS = { main: '/main.wit', middle: '/deps/middle.wit', low: '/deps/low.wit' } as const;
type Package = keyof typeof PATHS;

const texts: Readonly<Record<Package, string>> = {
  main: 'package a:main;\ninterface i { use a:middle/i.{r as inner}; record r { a: inner } }\n',
  middle: 'package a:middle;\ninterface i { use a:low/i.{r as inner}; record r { a: inner } }\n',
  low: 'package a:low;\ninterface i { record r { a: u8 } }\n',
};

/** The packages of which a fact about a type is still known after an edit of one. */
function knownAfterEditOf(edited: Package, text = 'record r { added: u16,'): readonly Package[] {
  const files = new Map(
    Object.entries(PATHS).map(([name, path]) => [path as string, texts[name as Package]]),
  );
  const resolve = editableRoot(files);
  const facts = knownOfTypes<true>();
  const first = resolve();
  for (const name of Object.keys(PATHS)) facts(first).set(recordIn(first, name), true);
  files.set(PATHS[edited], texts[edited].replace('record r {', text));
  const second = resolve(first);
  return (Object.keys(PATHS) as Package[]).filter((name) => facts(second).has(recordIn(second, name)));
}

const recordIn = (root: ResolvedRoot, name: string): Definition =>
  root.packages.get(`a:${name}`)!.interfaces[0]!.names.get('r')!;

describe('a fact about a type', () => {
  it('is known in all packages of a root', () =>
    assert.deepEqual(knownAfterEditOf('main'), ['middle', 'low']));

  it('stays known for those that depend on an edited package whose types keep their structure', () => {
    assert.deepEqual(knownAfterEditOf('middle', 'record %r {'), ['main', 'low']);
    assert.deepEqual(knownAfterEditOf('low', 'record %r {'), ['main', 'middle']);
  });

  it('is forgotten for those that depend on an edited package', () => {
    assert.deepEqual(knownAfterEditOf('middle'), ['low']);
    assert.deepEqual(knownAfterEditOf('low'), []);
  });
});
