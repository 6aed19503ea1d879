import type { Snapshot } from '../../analysis/snapshot.ts';
import type { ParsedFile } from '../../syntax/parse.ts';
import type { FileDiagnostic } from '../results.ts';
import { fixers } from './catalogue.ts';
import { correctToken } from './tokens/correct-token.ts';
import type { Fix } from './fix.ts';

/** All fixes of a finding, the likeliest first. */
export function fixesOf(snapshot: Snapshot, file: ParsedFile, found: FileDiagnostic): Fix[] {
  return (fixers.get(found.code) ?? []).flatMap((fixer) => [...fixer({ snapshot, file, found })]);
}

/** Whether the fixes of a finding are found by trial, which parses the file once for each correction of its token. */
export const isOfToken = ({ code }: FileDiagnostic): boolean =>
  fixers.get(code)?.includes(correctToken) === true;
