import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Subject } from '../testing/subject.ts';

const mended = (text: string) => new Subject(`package a:b@1.0.0;\n${text}`).text();
const gate = '@since(version = 1.0.0)';

describe('gates', () => {
  test('that are repeated are removed', () => {
    assert.equal(
      mended(`${gate}\n@$0since(version = 1.0.0)\ninterface i {}`),
      `package a:b@1.0.0;\n${gate}\ninterface i {}`,
    );
  });

  test('that contradict each other have the reported one removed', () => {
    assert.equal(
      mended('@$0since(version = 1.0.0)\n@unstable(feature = x)\ninterface i {}'),
      'package a:b@1.0.0;\n@unstable(feature = x)\ninterface i {}',
    );
  });

  test('of a top-level `use` are removed', () => {
    assert.equal(
      mended(`interface i {}\nworld w { import j; }\n${gate} $0use i as j;`),
      'package a:b@1.0.0;\ninterface i {}\nworld w { import j; }\nuse i as j;',
    );
  });
});
