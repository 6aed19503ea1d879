import type { Span, TokenIndex } from '../ast.ts';
import type { ParsedFile } from '../parse.ts';

/** A node that declares something: the package header, an item, a function of a resource. */
export type Declaration = Span & Readonly<Record<string, unknown>>;

/** The declarations directly in a file. */
export function declarations({ ast }: ParsedFile): readonly Declaration[] {
  const all = ast.header ? [ast.header, ...ast.items] : ast.items;
  return all as unknown as readonly Declaration[];
}

/** The declarations directly in another one. */
export function membersOf({ items, functions, target }: Declaration): readonly Declaration[] {
  const ofTarget = (target as { items?: unknown } | undefined)?.items;
  return (items ?? functions ?? ofTarget ?? []) as readonly Declaration[];
}

export const withMembers = (one: Declaration): Declaration[] => [one, ...membersOf(one).flatMap(withMembers)];

/** The innermost declaration with a token. */
export function declarationAt(all: readonly Declaration[], token: TokenIndex): Declaration | undefined {
  const one = all.find(({ first, last }) => first <= token && token <= last);
  return one && (declarationAt(membersOf(one), token) ?? one);
}

/** Members are declarations of their own. */
const members: ReadonlySet<string> = new Set(['items', 'functions']);
const membersAndEnd: ReadonlySet<string> = new Set([...members, 'last']);

/** Whether two declarations are the same but for their members, the second `shift` tokens further on. */
export function isSameDeclaration(one: Declaration, other: Declaration, shift: number): boolean {
  return haveSameParts(one, other, shift, members);
}

/** Like `isAlike`, for the container of the edited place, which may end elsewhere than before. */
export function isSameContainer(one: Declaration, other: Declaration): boolean {
  return haveSameParts(one, other, 0, membersAndEnd);
}

function haveSameParts(one: object, other: object, shift: number, left: ReadonlySet<string>): boolean {
  const parts = Object.entries(other);
  const isSame = ([key, part]: [string, unknown]): boolean =>
    left.has(key) || isSamePart((one as Record<string, unknown>)[key], part, shift);
  return Object.keys(one).length === parts.length && parts.every(isSame);
}

/** All numbers in an AST are indices of tokens. */
function isSamePart(one: unknown, other: unknown, shift: number): boolean {
  if (typeof one === 'number') return one + shift === other;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return one === other;
  return haveSameParts(one, other, shift, members);
}
