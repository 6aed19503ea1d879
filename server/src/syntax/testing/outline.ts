import type { Span, TokenIndex } from '../ast.ts';
import type { ParsedFile } from '../parse.ts';

/** A declaration, comparable over edits of other places in its file. */
export interface Declaration extends Span {
  /** Kinds and names of what holds it, outermost first. */
  readonly container: string;
  /** Kind, names and types; of what holds members, without them. */
  readonly content: string;
  readonly members: readonly Declaration[];
}

type Node = Record<string, unknown> & Span;

/** Every declaration of a file. */
export function outline({ ast }: ParsedFile): Declaration[] {
  const header = ast.header ? [declaration(ast.header, '')] : [];
  return [...header, ...ast.items.map((item) => declaration(item, ''))];
}

export const withMembers = (one: Declaration): Declaration[] => [one, ...one.members.flatMap(withMembers)];

/** The innermost declaration with a token. */
export function declarationAt(all: readonly Declaration[], token: TokenIndex): Declaration | undefined {
  const one = all.find(({ first, last }) => first <= token && token <= last);
  return one && (declarationAt(one.members, token) ?? one);
}

function declaration(node: object, container: string): Declaration {
  const { first, last } = node as Span;
  const members = membersOf(node as Node);
  const content = JSON.stringify(node, (key, value: unknown) => (left.has(key) ? undefined : plain(value)));
  const inside = `${container}/${content}`;
  return { first, last, container, content, members: members.map((member) => declaration(member, inside)) };
}

/** Places, and members, which are declarations of their own. */
const left = new Set(['first', 'last', 'token', 'items', 'functions']);
const plain = (value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

function membersOf(node: Node): readonly object[] {
  const target = node.target as { items?: readonly object[] } | undefined;
  return (node.items ?? node.functions ?? target?.items ?? []) as readonly object[];
}
