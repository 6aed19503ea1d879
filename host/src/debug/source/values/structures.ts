/** Structures and the enums of Rust. */
import type { Member, Structure } from '../../../toolkit/dwarf.ts';
import type { Located } from './located.ts';
import { bitsOf } from './scalar.ts';
import { memberOf, type ValueReader } from './value-reader.ts';

/** Bytes of an address. */
const WORD = 4;
const NO_MEMBERS: Structure = { members: [], parameters: [], cases: [], isUnion: false };

/** The members of a value; those of the active variant if it is an enum. */
export async function membersOf(
  value: Located,
  structure: Structure,
  reader: ValueReader,
): Promise<readonly Located[]> {
  const found = await caseOf(value, structure, reader);
  if (found) return membersOf(found, reader.types.structure(found.type) ?? NO_MEMBERS, reader);
  return Promise.all(structure.members.map((member) => placed(value, member, reader)));
}

/** A member, also of a virtual base of C++: the table that the object's first word points to says where that is. */
async function placed(value: Located, member: Member, reader: ValueReader): Promise<Located> {
  const found = memberOf(value, member);
  if (member.virtualBase === undefined || value.where === undefined || !('address' in value.where))
    return found;
  const { address } = value.where;
  const table = bitsOf(await reader.memory.read(address, WORD));
  const offset = bitsOf(await reader.memory.read(Number(table) - member.virtualBase, WORD));
  return { ...found, where: { address: Number(BigInt.asUintN(32, BigInt(address) + offset)) } };
}

/** The active variant of a Rust enum, with its payload. */
export async function caseOf(
  value: Located,
  { discriminant, cases }: Structure,
  reader: ValueReader,
): Promise<Located | undefined> {
  const tag = discriminant && (await tagOf(value, discriminant, reader));
  const found =
    cases.find(
      (one) =>
        one.discriminant !== undefined && tag !== undefined && sameBits(one.discriminant, tag.bits, tag.size),
    ) ?? cases.find((one) => one.discriminant === undefined);
  return found && memberOf(value, found.member);
}

async function tagOf(value: Located, discriminant: Member, reader: ValueReader) {
  const bits = await reader.bits(memberOf(value, discriminant));
  return bits === undefined ? undefined : { bits, size: reader.types.sizeOf(discriminant.type) };
}

/** A discriminant in DWARF may have more bits than its type. */
export const sameBits = (a: bigint, b: bigint, size = 8): boolean =>
  BigInt.asUintN(8 * size, a) === BigInt.asUintN(8 * size, b);
