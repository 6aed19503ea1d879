import type { Memory } from './located.ts';

const BLOCK = 4096;
/** Blocks that are read: 16 MB. */
const MOST_BLOCKS = 4096;

/**
 * Reads memory in blocks, each once: a walk over nodes asks for few bytes many times. Memory that would take more
 * blocks than the limit reads as if it ended, so that a guest's wrong pointers cannot make a walk endless.
 */
export function cached(memory: Memory): Memory {
  const blocks = new Map<number, Promise<Uint8Array>>();
  const block = (at: number): Promise<Uint8Array> => {
    let found = blocks.get(at);
    if (!found) {
      found = blocks.size < MOST_BLOCKS ? memory.read(at * BLOCK, BLOCK) : Promise.resolve(new Uint8Array());
      blocks.set(at, found);
    }
    return found;
  };
  return {
    async read(address, length) {
      const parts: Uint8Array[] = [];
      for (let at = address, left = length; left > 0;) {
        const inBlock = at % BLOCK;
        const part = (await block(Math.floor(at / BLOCK))).subarray(inBlock, inBlock + left);
        if (part.length === 0) break;
        parts.push(part);
        at += part.length;
        left -= part.length;
      }
      return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    },
    write: () => Promise.reject(new Error('a walk does not write')),
  };
}
