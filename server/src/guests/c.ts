import { closing, codeOf } from './code.ts';
import { keyOf, type GuestExport } from './guest-export.ts';

const LEXIS = { line: '//', block: ['/*', '*/'], quotes: ['"'] } as const;

/**
 * Of C: definitions of `exports_edge_service_auth_check`, and of `local_look` for an inline interface of the world. A
 * name alone does not tell where the interface ends and the function begins: each way to split it is one candidate, and
 * at most one is in the WIT.
 */
export function exportsInC(text: string): GuestExport[] {
  const code = codeOf(text, LEXIS);
  const found: GuestExport[] = [];
  for (const match of code.matchAll(/\b(exports_)?(\w+)\s*\(/g)) {
    const open = code.indexOf('(', match.index);
    const body = closing(code, open);
    if (!/^\s*\{/.test(code.slice(body, body + 200))) continue;
    const [, prefix = '', name = ''] = match;
    const words = name.split('_');
    const place = {
      start: match.index,
      end: match.index + prefix.length + name.length,
      whole: { start: match.index, end: closing(code, code.indexOf('{', body)) },
    };
    for (let split = 1; split < words.length; split++)
      found.push({
        scope: keyOf(words.slice(0, split).join('')),
        function: keyOf(words.slice(split).join('')),
        ...(prefix === '' && { isInline: true }),
        ...place,
      });
  }
  return found;
}
