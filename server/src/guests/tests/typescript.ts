import { closing, codeOf } from '../code.ts';
import type { GuestTest } from './guest-test.ts';

const LEXIS = { line: '//', block: ['/*', '*/'], quotes: ['`', '"', "'"] } as const;

/**
 * Calls of `node:test` with a literal name: `describe('greeting', …)`, `it('is right', …)`. A computed name is known
 * only to the runner, and so are the names below it.
 */
export function testsInTypeScript(text: string): GuestTest[] {
  const code = codeOf(text, LEXIS);
  return testsBetween(text, code, 0, code.length, []);
}

function testsBetween(
  text: string,
  code: string,
  from: number,
  to: number,
  above: readonly string[],
): GuestTest[] {
  const found: GuestTest[] = [];
  const calls = /(?<![\w.$])(describe|suite|it|test)(?:\.(?:only|skip|todo))?\s*\(/g;
  calls.lastIndex = from;
  for (let call = calls.exec(code); call && call.index < to; call = calls.exec(code)) {
    const open = calls.lastIndex - 1;
    const end = closing(code, open);
    const label = literalAt(text, calls.lastIndex);
    calls.lastIndex = end;
    if (label === undefined) continue;
    const path = [...above, label];
    const one = { name: path.join(' > '), label, start: call.index };
    const isSuite = call[1] === 'describe' || call[1] === 'suite';
    found.push(isSuite ? { ...one, tests: testsBetween(text, code, open, end, path) } : one);
  }
  return found;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t' };

function literalAt(text: string, at: number): string | undefined {
  const literal = /\s*(['"`])((?:\\[^]|(?!\1)[^\\])*)\1\s*[,)]/y;
  literal.lastIndex = at;
  const [, quote, inside] = literal.exec(text) ?? [];
  if (inside === undefined || (quote === '`' && inside.includes('${'))) return undefined;
  return inside.replace(/\\([^])/g, (_, char: string) => ESCAPES[char] ?? char);
}
