import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Subject } from '../testing/subject.ts';

const mended = (text: string) => new Subject(text).text();
const before = 'package a:b@1.0.0;\n@since(version = 1.0.0)\ninterface i {\n  ';

describe('a member of a gated item', () => {
  const f = `/// Calls.\n  @since(version = 1.0.0)\n  f: func();\n}`;

  test('gets the gate of its container, below its docs', () => {
    assert.equal(mended(`${before}/// Calls.\n  $0f: func();\n}`), before + f);
  });

  test('has an earlier version raised', () => {
    assert.equal(mended(`${before}/// Calls.\n  @since(version = 0.9.0)\n  $0f: func();\n}`), before + f);
  });

  test('can be a method of a resource', () => {
    const resource = 'resource r { @since(version = 1.0.0) g: func(); }';
    const text = `${before}@since(version = 1.0.0)\n  ${resource}\n}`;
    assert.equal(mended(text.replace(/ @since\S* \S* \S*(?= g)/, '').replace('g:', '$0g:')), text);
  });
});
