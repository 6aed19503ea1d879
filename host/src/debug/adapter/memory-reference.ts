import type { Memory } from '../source/values/located.ts';

/** An address, and the number of the frame whose module has the memory. */
export const memoryReference = (frame: number, address: number): string =>
  `${frame}:0x${address.toString(16)}`;

export function readMemoryReference(text: string): { frame: number; address: number } | undefined {
  const [, frame, address] = /^(\d+):0x([0-9a-f]+)$/.exec(text) ?? [];
  return address === undefined ? undefined : { frame: Number(frame), address: Number.parseInt(address, 16) };
}

/** The most that is read for one request. */
const MOST = 2 ** 20;

/** The body of a response to `readMemory`. */
export async function readBytes(memory: Memory, address: number, count: number) {
  const wanted = Math.min(count, MOST);
  const start = Math.max(0, address);
  const bytes = await memory.read(start, Math.max(0, wanted - (start - address)));
  const missing = wanted - (start - address) - bytes.length;
  return {
    address: `0x${start.toString(16)}`,
    data: Buffer.from(bytes).toString('base64'),
    ...(missing > 0 && { unreadableBytes: missing }),
  };
}
