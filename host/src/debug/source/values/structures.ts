/** Structures and the enums of Rust. */
import type { Member, Structure } from '../../../toolkit/dwarf.ts';
import type { Located } from './located.ts';
import { memberOf, type ValueReader } from './value-reader.ts';

const NO_MEMBERS: Structure = { members: [], parameters: [], cases: [], isUnion: false };

/** The members of a value; those of the active variant if it is an enum. */
export async function membersOf(
  value: Located,
  structure: Structure,
  reader: ValueReader,
): Promise<readonly Located[]> {
  const found = await caseOf(value, structure, reader);
  if (found) return membersOf(found, reader.types.structure(found.type) ?? NO_MEMBERS, reader);
  return structure.members.map((member) => memberOf(value, member));
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
