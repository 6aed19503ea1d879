import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { isFusible } from './fusible.ts';

const part = (): string => '(component (core module) (core instance (instantiate 0)))';
const composed = (...parts: readonly string[]): string =>
  `(component ${parts.map((one, at) => `${one} (instance (instantiate ${at}))`).join(' ')})`;
const fusible = async (wat: string): Promise<boolean> => isFusible(await parse(wat));

describe('fusing a component before it runs', () => {
  it('applies to a composition of several components', async () => {
    assert.equal(await fusible(composed(part(), part())), true);
  });

  it('does not apply to a single component', async () => {
    assert.equal(await fusible(part()), false);
    assert.equal(await fusible(composed(part())), false);
  });

  it('does not apply to a file that is not a component', () => {
    assert.equal(isFusible(Uint8Array.of(1, 2, 3)), false);
  });
});
