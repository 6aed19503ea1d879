import { closing, codeOf } from '../code.ts';
import type { GuestTest } from './guest-test.ts';

const LEXIS = { line: '//', block: ['/*', '*/'], quotes: ['"'] } as const;

/**
 * Functions with an attribute `#[test]` or `#[tokio::test]`, by their path in the crate.
 * @param path relative to the folder of the crate: `src/answers.rs`
 */
export function testsInRust(text: string, path: string): GuestTest[] {
  const code = codeOf(text, LEXIS);
  const modules = [...code.matchAll(/\bmod\s+(\w+)\s*\{/g)].map((match) => {
    const open = match.index + match[0].length - 1;
    return { name: match[1]!, open, end: closing(code, open) };
  });
  const tests =
    /#\[(?:\w+::)*test\b[^\]]*\]\s*(?:#\[[^\]]*\]\s*)*(?:pub(?:\([^)]*\))?\s+)?(?:async\s+)?fn\s+(\w+)/g;
  return [...code.matchAll(tests)].map((match) => {
    const around = modules.filter(({ open, end }) => open < match.index && match.index < end);
    const label = match[1]!;
    const name = [...moduleOf(path), ...around.map((one) => one.name), label].join('::');
    return { name, label, start: match.index + match[0].length - label.length };
  });
}

/** The module of a file; none for the root of a crate, of a program or of an integration test. */
function moduleOf(path: string): string[] {
  const [, inside = ''] = /^src\/(?!bin\/)(.*)\.rs$/.exec(path) ?? [];
  const parts = inside.split('/').filter((part) => part !== '');
  if (parts.at(-1) === 'mod') return parts.slice(0, -1);
  return parts.length === 1 && (parts[0] === 'lib' || parts[0] === 'main') ? [] : parts;
}
