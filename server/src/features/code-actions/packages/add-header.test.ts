import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codesIn, Subject } from '../testing/subject.ts';

describe('a package without a name', () => {
  test('is named after its folder', () => {
    const at = (path: string) => new Subject(`\n//- ${path}\n$0interface i {}\n`).titles;
    assert.deepEqual(at('/main.wit'), ['Start with `package local:main;`']);
    assert.deepEqual(at('/work/My_App/wit/a.wit'), ['Start with `package local:my-app;`']);
    assert.deepEqual(at('/world/a.wit'), ['Start with `package local:%world;`']);
  });

  test('has the latest version that a gate names', () => {
    const gated = '@since(version = 0.9.0)\ninterface i { @since(version = 0.10.0) f: func(); }';
    const after = new Subject(`$0${gated}`).after();
    assert.match(after.get('/main.wit')!, /^package local:main@0\.10\.0;\n/);
    assert.deepEqual(codesIn(after), []);
  });

  test('gets its declaration at the start', () => {
    assert.equal(new Subject('$0interface i {}').text(), 'package local:main;\n\ninterface i {}');
  });
});
