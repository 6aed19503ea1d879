import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dottedType } from './dotted-type.ts';

describe('the message of dotted-type', () => {
  const cases = [
    [{ path: 'types', name: 'request' }, /Write `use types\.\{request\};`/],
    [{ path: 'a:b/types@1.0.0', name: 'request' }, /Write `use a:b\/types@1\.0\.0\.\{request\};`/],
    [{ path: 'types.request', name: 'x' }, /`types\.request\.x` is not a type/],
  ] as const;
  for (const [detail, expected] of cases)
    it(`for ${detail.path}.${detail.name}`, () => assert.match(dottedType.message(detail), expected));
});
