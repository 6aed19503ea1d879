import { readFile } from 'node:fs/promises';
import manifest from '../../../../toolkit/decoder/dist/manifest.json' with { type: 'json' };
import type * as Packages from '../../../../toolkit/decoder/dist/interfaces/wit-studio-decoder-packages.js';
import type { Outcome } from '../../packages/encoded.ts';

/** Reads files as one set; an outcome for each. Throws when the decoder traps, which ends it. */
export type DecodeNow = (files: readonly Uint8Array[]) => Outcome[];

const fromSources = import.meta.url.endsWith('.ts');
// The command has this code in dist/host.
const binary = new URL(
  fromSources ? '../../../../toolkit/decoder/dist/decoder.wasm' : '../server/decoder.wasm',
  import.meta.url,
);
const core = 'decoder.core.wasm';

/** Loads the decoder (toolkit/decoder: 2 MB, about 20 ms). Each call of the result makes a fresh one. */
export async function loadDecoder(): Promise<() => DecodeNow> {
  const { instantiate } = await import('../../../../toolkit/decoder/dist/decoder.js');
  const { start, end } = manifest.coreModules[core];
  const compiled = await WebAssembly.compile((await readFile(binary)).subarray(start, end));
  return () => {
    const { packages } = instantiate(() => compiled, {});
    return (files) => packages.decode([...files]).map(toOutcome);
  };
}

function toOutcome(outcome: Packages.Outcome): Outcome {
  switch (outcome.tag) {
    case 'text':
      return { kind: 'text', text: outcome.val };
    case 'merged':
      return { kind: 'merged' };
    case 'refused':
      return { kind: 'refused', refusal: { kind: outcome.val.tag, reasons: reasonsOf(outcome.val) } };
  }
}

function reasonsOf(refusal: Packages.Refusal): readonly string[] {
  switch (refusal.tag) {
    case 'text':
      return [refusal.val];
    case 'invalid':
    case 'conflict':
      return refusal.val;
    default:
      return [];
  }
}
