import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { isFusible } from './fusible.ts';

const part = (): string => '(component (core module) (core instance (instantiate 0)))';
const composed = (...parts: readonly string[]): string =>
  `(component ${parts.map((one, at) => `${one} (instance (instantiate ${at}))`).join(' ')})`;
const fusible = async (wat: string): Promise<boolean> => isFusible(await parse(wat));

describe('whether a component is fused before it runs', () => {
  it('is so where it is composed of several', async () => {
    assert.equal(await fusible(composed(part(), part())), true);
  });

  it('is not so for a single one', async () => {
    assert.equal(await fusible(part()), false);
    assert.equal(await fusible(composed(part())), false);
  });

  it('is not so for what is no component', () => {
    assert.equal(isFusible(Uint8Array.of(1, 2, 3)), false);
  });
});
