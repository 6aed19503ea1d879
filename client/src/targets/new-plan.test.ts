import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planOf } from './new-plan.ts';

describe('the text of a new plan', () => {
  it('has an instance for each part, with its path', () => {
    assert.equal(
      planOf(['greeter', 'parts/hello/dist/hello.wasm']),
      '# Imports are connected to exports of the same name.\n[instances]\ngreeter = "greeter"\nhello = "parts/hello/dist/hello.wasm"\n',
    );
  });

  it('names instances as WIT can, each once', () => {
    assert.match(
      planOf(['a/My Part_1', 'b/my.part', '2nd', '']),
      /my-part = .*\nmy-part2 = .*\npart = "2nd"\npart2 = ""\n$/,
    );
  });
});
