import { existsSync } from 'node:fs';

/** Beside the sources, or beside dist/, wherever in it the program is. */
const folder = new URL(
  import.meta.url.endsWith('.ts') ? '../../../docs/errors/' : '../../docs/errors/',
  import.meta.url,
);

const known = new Map<string, string | undefined>();

/** The page that explains a code, as a file URI. Undefined when none came with the program. */
export function errorPage(code: string): string | undefined {
  if (!known.has(code)) {
    const page = new URL(`${code}.md`, folder);
    known.set(code, existsSync(page) ? page.href : undefined);
  }
  return known.get(code);
}
