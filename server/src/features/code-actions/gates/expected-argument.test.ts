import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Subject } from '../testing/subject.ts';

test('replaces the argument of a gate by the expected one', () => {
  assert.equal(
    new Subject('package a:b@1.0.0;\n@since($0feature = 1.0.0)\ninterface i {}').text(),
    'package a:b@1.0.0;\n@since(version = 1.0.0)\ninterface i {}',
  );
});
