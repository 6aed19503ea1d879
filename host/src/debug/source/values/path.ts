import type { Located } from './located.ts';
import type { Values } from './values.ts';

/** `order.price.0[3].item`, `prices["pears"]`, `*next`, `(*next).value`, `next->value` */
const TOKEN =
  /\s*(?:(?<name>[A-Za-z_][\w]*|\d+)|\[(?<index>"(?:[^"\\]|\\.)*"|[^\]]+)\]|(?<sign>->|\.|\*|\(|\)))/y;

/**
 * The value at a path.
 * @param roots the variables that it may start with
 * @throws Error that names the missing part
 */
export async function valueAt(text: string, roots: readonly Located[], values: Values): Promise<Located> {
  const tokens = tokensOf(text);
  if (tokens.length === 0) throw new Error('an expression is a path such as order.items[0].name');
  const value = await readStars(tokens, roots, values);
  if (tokens.length > 0) throw new Error(`${text} is not a path such as order.items[0].name`);
  return value;
}

interface Token {
  readonly name?: string;
  readonly index?: string;
  readonly sign?: string;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const found = TOKEN.exec(text);
    if (!found) throw new Error(`${text} is not a path such as order.items[0].name`);
    tokens.push(found.groups ?? {});
  }
  return tokens;
}

async function readStars(tokens: Token[], roots: readonly Located[], values: Values): Promise<Located> {
  if (tokens[0]?.sign !== '*') return readMembers(tokens, roots, values);
  tokens.shift();
  return followed(await readStars(tokens, roots, values), values);
}

async function readMembers(tokens: Token[], roots: readonly Located[], values: Values): Promise<Located> {
  let value = await readStart(tokens, roots, values);
  for (let next = tokens[0]; next && next.sign !== ')' && next.sign !== '*'; next = tokens[0]) {
    tokens.shift();
    if (next.index !== undefined) value = await elementOf(value, next.index, values);
    else if (next.sign === '.' || next.sign === '->')
      value = await memberOf(value, tokens.shift()?.name ?? '', values);
    else throw new Error('a path has a dot or brackets between its names');
  }
  return value;
}

async function readStart(tokens: Token[], roots: readonly Located[], values: Values): Promise<Located> {
  const { name, sign } = tokens.shift() ?? {};
  if (sign === '(') {
    const value = await readStars(tokens, roots, values);
    if (tokens.shift()?.sign !== ')') throw new Error('a bracket of the path is not closed');
    return value;
  }
  if (!name) throw new Error('a path starts with the name of a variable');
  const found = roots.find((one) => one.name === name);
  if (!found) throw new Error(`there is no variable ${name} here`);
  return found;
}

async function followed(value: Located, values: Values): Promise<Located> {
  const target = await values.target(value);
  if (!target) throw new Error(`${value.name} is not a pointer to a value`);
  return target;
}

async function elementOf(value: Located, index: string, values: Values): Promise<Located> {
  const element = await values.element(value, index.trim());
  if (element) return element;
  const target = await values.target(value);
  if (index === '0' && target) return target;
  throw new Error(`${value.name} has no element ${index}`);
}

/** As many pointers to pointers as a program has, and more. */
const MOST_POINTERS = 12;

/** Pointers are followed, as Rust does. */
async function memberOf(value: Located, name: string, values: Values): Promise<Located> {
  let at: Located | undefined = value;
  for (let depth = 0; at && depth < MOST_POINTERS; depth++) {
    const found = (await values.inside(at)).find((one) => one.name === name);
    if (found) return found;
    at = await values.target(at);
  }
  throw new Error(`${value.name} has no member ${name}`);
}
