import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Workspace } from '../../analysis/workspace.ts';
import { memoryFileSystem, uriOfPath } from '../../testing/memory-file-system.ts';
import { typeDefinition } from './type-definition.ts';

const uri = uriOfPath('/a.wit');

/** The words at the targets, from the first occurrence of a text. */
function typesOf(text: string, at: string): readonly string[] {
  const snapshot = new Workspace(memoryFileSystem(new Map([['/a.wit', text]]))).snapshot();
  const targets = typeDefinition(snapshot, { uri, offset: text.indexOf(at) });
  return targets.map(({ start, end }) => text.slice(start, end));
}

const inInterface = (items: string) => `package a:b;\ninterface i {\n${items}\n}\n`;
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

describe('type definition', () => {
  test('returns several types in textual order, each once', () => {
    const types = 'record z {}\nrecord a {}\ntype both = tuple<a, z>;\n';
    const text = inInterface(`${types}f: func() -> result<tuple<z, both, z>, a>;`);
    assert.deepEqual(typesOf(text, 'f: func'), ['z', 'a']);
    assert.deepEqual(typesOf(text, 'both, z'), ['a', 'z']);
  });

  test('returns the origin range and the range of the whole item', () => {
    const text = inInterface('record r { f: u8 }\ng: func(param: r);');
    const snapshot = new Workspace(memoryFileSystem(new Map([['/a.wit', text]]))).snapshot();
    const [found] = typeDefinition(snapshot, { uri, offset: text.indexOf('param') + 2 });
    const { origin, whole } = found!;
    assert.equal(text.slice(origin.start, origin.end), 'param');
    assert.equal(text.slice(whole.start, whole.end), 'record r { f: u8 }');
  });

  test('supports long chains of aliases', () => {
    const chain = numbers(20_000).map((n) => `type t${n} = t${n + 1};`);
    const text = inInterface(`f: func(x: t0);\n${chain.join('\n')}\nrecord t20000 {}`);
    assert.deepEqual(typesOf(text, 'x: t0'), ['t20000']);
  });

  test('visits branching aliases only once', () => {
    const chain = numbers(60).map((n) => `type t${n} = tuple<t${n + 1}, t${n + 1}>;`);
    const text = inInterface(`f: func(x: t0);\n${chain.join('\n')}\nrecord t60 {}`);
    assert.deepEqual(typesOf(text, 'x: t0'), ['t60']);
  });
});
