import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diagnostics } from '../features/diagnostics.ts';
import { memoryFileSystem } from '../testing/memory-file-system.ts';
import { SameTexts } from './same-texts.ts';
import { Workspace } from './workspace.ts';

const library = (name: string) => `package c:lib;\n/// Docs.\ninterface shapes { type ${name} = u8; }\n`;
const main = `package a:b;\ninterface i { use c:lib/shapes.{point}; f: func(p: point); }\n`;

describe('files with the same text', () => {
  test('are parsed once, each under its own URI', () => {
    const texts = new SameTexts();
    const [one, other] = ['file:///one.wit', 'file:///other.wit'].map((uri) =>
      texts.parse(uri, library('point')),
    );
    assert.equal(one!.ast, other!.ast);
    assert.equal(one!.tokens, other!.tokens);
    assert.deepEqual([one!.uri, other!.uri], ['file:///one.wit', 'file:///other.wit']);
  });

  test('must be equal in every character', () => {
    const texts = new SameTexts();
    const long = (at: string) =>
      `package a:b;\n${'// x\n'.repeat(30)}interface ${at} {}\n${'// y\n'.repeat(90)}`;
    const [one, other] = ['i', 'j'].map((name) => texts.parse('file:///a.wit', long(name)));
    assert.equal(one!.tokens.text.length, other!.tokens.text.length);
    assert.notEqual(one!.ast, other!.ast);
    assert.equal(other!.tokens.text, long('j'));
  });

  test('are separated when one is edited', () => {
    const copies = ['one', 'other'].flatMap((folder): [string, string][] => [
      [`/${folder}/main.wit`, main],
      [`/${folder}/deps/lib.wit`, library('point')],
    ]);
    const workspace = new Workspace(memoryFileSystem(new Map(copies)));
    const codes = (folder: string) => {
      const snapshot = workspace.snapshot();
      return diagnostics(snapshot, `file:///${folder}/main.wit`).map(({ code }) => code);
    };
    assert.deepEqual([codes('one'), codes('other')], [[], []]);
    workspace.open('file:///one/deps/lib.wit', library('dot'), 1);
    assert.deepEqual([codes('one'), codes('other')], [['unknown-used-name'], []]);
    workspace.close('file:///one/deps/lib.wit');
    assert.deepEqual([codes('one'), codes('other')], [[], []]);
  });

  test('may be in one package: duplicates are reported at their own place', () => {
    const files = new Map([
      ['/a.wit', 'package a:b;\ninterface i { type t = u8; }\n'],
      ['/b.wit', 'package a:b;\ninterface i { type t = u8; }\n'],
    ]);
    const workspace = new Workspace(memoryFileSystem(files));
    const found = ['/a.wit', '/b.wit'].map((path) =>
      diagnostics(workspace.snapshot(), `file://${path}`).map(({ code, related }) => [
        code,
        related.map(({ uri }) => uri),
      ]),
    );
    assert.deepEqual(found, [[], [['duplicate-item', ['file:///a.wit']]]]);
  });
});
