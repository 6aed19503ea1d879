import type { HostError } from '../base/problem.ts';
import { invalidWit } from './typescript/refusal.ts';

/** A message of wit-parser, its place, and the lines of source below: tools in Rust print them among their causes. */
const MESSAGE = /^ *(?:\d+: )?(\S.*)((?:\n *--> .+\.wit:\d+:\d+)(?:\n *\d* \|.*)*)/m;
/** How far wit-parser itself indents the lines below its message, at least. */
const INDENTATION = 3;

/**
 * The error in WIT that a tool reports in its output (`wit-invalid`), in the form that all languages share, so that a
 * build of several reports it once; undefined if there is none.
 * @param wit the WIT of the folder that was built
 */
export function witErrorIn(output: string, wit: string | undefined): HostError | undefined {
  const [, reason, below] = MESSAGE.exec(output) ?? [];
  if (reason === undefined || below === undefined || wit === undefined) return undefined;
  const spaces = [...below.matchAll(/\n( *)/g)].map(([, own]) => own!.length);
  const more = ' '.repeat(Math.max(0, Math.min(...spaces) - INDENTATION));
  return invalidWit(wit, reason + below.replaceAll(`\n${more}`, '\n'));
}
