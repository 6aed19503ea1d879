/** Pages of the documentation that benches write into. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

/** A table of Markdown; all columns but the first are figures. */
export function tableText(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const rule = head.map((_, at) => (at === 0 ? '---' : '--:'));
  return [head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * Replaces the text under a title of the second level, or appends it with the title to the page, formatted as lint
 * requires.
 */
export async function setSection(page: string, title: string, text: string): Promise<void> {
  const before = existsSync(page) ? readFileSync(page, 'utf8').trimEnd() : '# Benchmarks';
  const section = `## ${title}\n\n${text.trim()}`;
  const sections = before.split(/\n+(?=## )/);
  const at = sections.findIndex((one) => one.startsWith(`## ${title}\n`));
  if (at < 0) sections.push(section);
  else sections[at] = section;
  const options = { ...(await resolveConfig(page)), filepath: page };
  writeFileSync(page, await format(`${sections.join('\n\n')}\n`, options));
}
