import { parse, type AnyNode } from 'acorn';
import { isNode } from '../../base/script-node.ts';

const OPTIONS = {
  ecmaVersion: 'latest',
  allowAwaitOutsideFunction: true,
  allowSuperOutsideMethod: true,
  checkPrivateFields: false,
} as const;

/** New text, in place of what is between two offsets. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * JavaScript with other names for its variables, without those that functions in it declare. Text that is no JavaScript
 * stays as it is.
 * @param to the new names by the present ones, or members that the variables are: `unit` may be `Geo2.unit`
 */
export function rename(text: string, to: ReadonlyMap<string, string>): string {
  try {
    return editsIn(parse(text, OPTIONS), to)
      .toSorted((a, b) => b.start - a.start)
      .reduce((written, edit) => written.slice(0, edit.start) + edit.text + written.slice(edit.end), text);
  } catch {
    return text;
  }
}

/** Text that begins with a brace as the object it may be, in place of a block: `{ sum, count }`. */
export function asExpression(text: string): string {
  if (!text.trimStart().startsWith('{')) return text;
  try {
    parse(`(${text}\n)`, OPTIONS);
    return `(${text}\n)`;
  } catch {
    return text;
  }
}

function editsIn(node: AnyNode, around: ReadonlyMap<string, string>): Edit[] {
  const { start, end } = node;
  const own = FUNCTIONS.has(node.type) ? declaredIn(node) : [];
  const to = own.length === 0 ? around : new Map([...around].filter(([name]) => !own.includes(name)));
  if (node.type === 'Identifier') {
    const name = to.get(node.name);
    return name === undefined ? [] : [{ start, end, text: name }];
  }
  const member = nameOfMember(node);
  const edits = childrenOf(node)
    .filter((child) => child !== member)
    .flatMap((child) => editsIn(child, to));
  if (node.type !== 'Property' || !node.shorthand) return edits;
  // `{ sum }` names a member and a variable.
  const ofMember = (edit: Edit) =>
    edit.start === start ? { ...edit, text: `${text(node.key)}: ${edit.text}` } : edit;
  return edits.map(ofMember);
}

const text = (key: AnyNode): string => (key.type === 'Identifier' ? key.name : '');

/** Parameters, and all that is declared anywhere within. */
function declaredIn(node: AnyNode): string[] {
  const inside = childrenOf(node).flatMap(declaredIn);
  if ('params' in node) return [...inside, ...node.params.flatMap(namesOf)];
  return node.type === 'VariableDeclarator' ? [...inside, ...namesOf(node.id)] : inside;
}

/** The names that a pattern declares. */
function namesOf(pattern: AnyNode): string[] {
  if (pattern.type === 'Identifier') return [pattern.name];
  if (pattern.type === 'AssignmentPattern') return namesOf(pattern.left);
  if (pattern.type === 'Property') return namesOf(pattern.value);
  return childrenOf(pattern).flatMap(namesOf);
}

const childrenOf = (node: AnyNode): readonly AnyNode[] =>
  (Object.values(node) as unknown[]).flat().filter(isNode);

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** The part of a node that names a member of an object, not a variable. */
function nameOfMember(node: AnyNode): AnyNode | undefined {
  if (node.type === 'MemberExpression') return node.computed ? undefined : node.property;
  const isMember =
    node.type === 'Property' || node.type === 'MethodDefinition' || node.type === 'PropertyDefinition';
  return isMember && !node.computed ? node.key : undefined;
}
