import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Subject } from '../testing/subject.ts';

test('adds the package version that a gate requires', () => {
  assert.equal(
    new Subject('package a:b;\n@since(version = 1.0.0)\ninterface $0i {}').text(),
    'package a:b@1.0.0;\n@since(version = 1.0.0)\ninterface i {}',
  );
});
