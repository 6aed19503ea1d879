import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Workspace } from '../../analysis/workspace.ts';
import { memoryFileSystem, uriOfPath } from '../../testing/memory-file-system.ts';
import { implementation } from './implementation.ts';

describe('implementation', () => {
  test('supports long chains of worlds that include each other', () => {
    const worlds = Array.from({ length: 3000 }, (_, n) => `world w${n + 1} { include w${n}; }`);
    const text = `package a:b;\ninterface run {}\nworld w0 { export run; }\n${worlds.join('\n')}\n`;
    const snapshot = new Workspace(memoryFileSystem(new Map([['/a.wit', text]]))).snapshot();
    const place = { uri: uriOfPath('/a.wit'), offset: text.indexOf('run') };
    assert.equal(implementation(snapshot, place).length, 3001);
  });

  test('searches projects that read a package from another place, once they are known', () => {
    const files = new Map([
      ['/lib/wit/a.wit', 'package c:d;\ninterface run {}\nworld own { export run; }\n'],
      ['/p/wkg.toml', '[overrides]\n"c:d" = { path = "../lib/wit" }\n'],
      ['/p/wit/a.wit', 'package a:b;\nworld far { export c:d/run; }\n'],
    ]);
    const workspace = new Workspace(memoryFileSystem(files));
    workspace.snapshot().root(uriOfPath('/p/wit/a.wit'));
    const place = { uri: uriOfPath('/lib/wit/a.wit'), offset: files.get('/lib/wit/a.wit')!.indexOf('run') };
    const places = implementation(workspace.snapshot(), place).map(({ uri }) => uri);
    assert.deepEqual(places, [place.uri, uriOfPath('/p/wit/a.wit')]);
  });
});
