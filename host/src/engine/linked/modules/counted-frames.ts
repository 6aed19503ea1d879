/** Frames of modules whose memories are counted, as they would be of the modules that these were made of. */
import { COUNTED } from './counted.ts';

type OriginalOffset = (offset: number) => number;

/** By the name of the module. */
const known = new Map<string, OriginalOffset>();

/** Makes the frames of a module of this thread known. */
export const noteCounted = (name: string, originalOffset: OriginalOffset): void =>
  void known.set(name, originalOffset);

/** `%counted-auth.wasm.check (wasm://wasm/%counted-auth.wasm-1a2b3c4d:wasm-function[7]:0x1f3)` */
const FRAME =
  /^(?<name>.*) \(wasm:\/\/wasm\/(?<module>.+)-(?<hash>[0-9a-f]+):(?<fn>wasm-function\[\d+\]):0x(?<at>[0-9a-f]+)\)$/;

/** @param frame as V8 words it */
export function originalFrame(frame: string): string {
  if (!frame.includes(COUNTED)) return frame;
  const { name = '', module = '', hash = '', fn = '', at = '' } = FRAME.exec(frame)?.groups ?? {};
  const originalOffset = known.get(module);
  if (!originalOffset) return frame;
  const former = module.slice(COUNTED.length);
  const prefix = former === '' && name !== COUNTED ? `${COUNTED}.` : COUNTED;
  const ownName = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  const offset = originalOffset(Number.parseInt(at, 16)).toString(16);
  const place = `wasm://wasm/${former === '' ? '' : `${former}-`}${hash}:${fn}:0x${offset}`;
  // A function without a name, of a module without one.
  return ownName === '' ? place : `${ownName} (${place})`;
}
