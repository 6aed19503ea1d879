const COMPARISON = /^(?<left>.+?)\s*(?<operator>==|!=|<=|>=|<|>)\s*(?<right>.+)$/s;

/** The text of a value at a path. */
type Read = (path: string) => Promise<string>;

/**
 * Whether a condition holds: `count > 3 && item == "apples"`, `price == None`, `done`.
 * @throws Error what `read` throws
 */
export async function holds(condition: string, read: Read): Promise<boolean> {
  for (const part of condition.split('&&')) if (!(await comparisonHolds(part.trim(), read))) return false;
  return true;
}

async function comparisonHolds(text: string, read: Read): Promise<boolean> {
  const { left, operator, right } = COMPARISON.exec(text)?.groups ?? {};
  if (left === undefined) {
    const isNegated = text.startsWith('!');
    return ((await read(isNegated ? text.slice(1) : text)) === 'true') !== isNegated;
  }
  const [found, wanted] = [await read(left), right!.trim()];
  if (operator === '==') return isSame(found, wanted);
  if (operator === '!=') return !isSame(found, wanted);
  const [a, b] = [Number(found), Number(wanted)];
  if (Number.isNaN(a) || Number.isNaN(b)) throw new Error(`${left} and ${wanted} are not both numbers`);
  return operator === '<' ? a < b : operator === '>' ? a > b : operator === '<=' ? a <= b : a >= b;
}

/** A character is shown with its number, a pointer with its text: either may be meant. */
const isSame = (found: string, wanted: string): boolean =>
  found === wanted || Number(found) === Number(wanted) || found.split(/ (?=['"])/).includes(wanted);

/**
 * A message with the values at the paths in its braces.
 */
export async function fillIn(message: string, read: Read): Promise<string> {
  const parts = message.split(/(\{[^{}]*\})/);
  const filled = parts.map(async (part) => {
    if (!part.startsWith('{')) return part;
    return read(part.slice(1, -1)).catch((error: unknown) => `{${(error as Error).message}}`);
  });
  return (await Promise.all(filled)).join('');
}
