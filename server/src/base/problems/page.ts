import type { Explained } from './explained.ts';

/** A page of docs/errors, in Markdown. @param title a sentence */
export function explanationPage(code: string, title: string, parts: readonly string[]): string {
  return `${[`# ${title.replace(/\.$/, '')} (\`${code}\`)`, ...parts].join('\n\n').trimEnd()}\n`;
}

/** The page of a problem. */
export function problemPage(code: string, { title, explanation, remedy }: Explained): string {
  const whatToDo = remedy === undefined ? [] : ['## What to do', remedy];
  return explanationPage(code, title, [explanation, ...whatToDo]);
}
