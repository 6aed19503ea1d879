/**
 * How the log of a store on disk is written: a line that names the format, then groups. A group is synced to the disk
 * before its changes are acknowledged and before the next one is written. Numbers are little-endian.
 *
 * A group: 4 bytes of length, 8 bytes of a hash over the length and the changes, the changes.
 * A change: 4 bytes of the key's length, 4 bytes of the value's length or `GONE`, the key, the value.
 */
import { createHash } from 'node:crypto';
import type { Change } from './table.ts';

export const HEADER = Buffer.from('WIT Studio keyvalue 1\n');
const GONE = 0xffff_ffff;
const LENGTH = 4;
const PREFIX = LENGTH + 8;

export function encodeGroup(changes: readonly Change[]): Buffer {
  const body = Buffer.concat(changes.flatMap(encodeChange));
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32LE(body.length);
  return Buffer.concat([length, hashOf(length, body), body]);
}

function encodeChange([key, value]: Change): Buffer[] {
  const name = Buffer.from(key);
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(name.length);
  lengths.writeUInt32LE(value ? value.length : GONE, 4);
  return [lengths, name, ...(value ? [Buffer.from(value)] : [])];
}

export interface Read {
  /** Where the last whole group ends. */
  readonly end: number;
  /** Whether it is followed by something other than an unfinished last group. */
  readonly damaged: boolean;
}

/**
 * Reads the groups behind the header.
 * @param apply gets the changes of each group in their order
 */
export function readGroups(bytes: Buffer, apply: (changes: readonly Change[]) => void): Read {
  let at = HEADER.length;
  if (!bytes.subarray(0, at).equals(HEADER)) return { end: 0, damaged: bytes.length >= at };
  while (bytes.length - at >= PREFIX) {
    const length = bytes.subarray(at, at + LENGTH);
    const bodyAt = at + PREFIX;
    const next = bodyAt + length.readUInt32LE();
    const isWhole =
      next <= bytes.length &&
      hashOf(length, bytes.subarray(bodyAt, next)).equals(bytes.subarray(at + LENGTH, bodyAt));
    // A group is started after the previous one is on the disk, so only the last one can be incomplete.
    if (!isWhole) return { end: at, damaged: next < bytes.length };
    apply(decodeChanges(bytes.subarray(bodyAt, next)));
    at = next;
  }
  return { end: at, damaged: false };
}

function decodeChanges(body: Buffer): Change[] {
  const changes: Change[] = [];
  for (let at = 0; at < body.length;) {
    const keyAt = at + 8;
    const valueAt = keyAt + body.readUInt32LE(at);
    const length = body.readUInt32LE(at + 4);
    const key = body.toString('utf8', keyAt, valueAt);
    at = length === GONE ? valueAt : valueAt + length;
    changes.push([key, length === GONE ? undefined : Uint8Array.from(body.subarray(valueAt, at))]);
  }
  return changes;
}

const hashOf = (length: Uint8Array, body: Uint8Array): Buffer =>
  createHash('sha256').update(length).update(body).digest().subarray(0, 8);
