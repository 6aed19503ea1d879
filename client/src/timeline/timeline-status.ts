import { sentence } from '../../../server/src/base/sentence.ts';
import type { SavedTrace } from '../../../host/src/protocol/trace.ts';
import type { Filter } from './call-tree.ts';

/**
 * A sentence about the shown part.
 * @param found matching calls that are not folded
 * @param unreadable the reason for which the file could not be read
 */
export function statusOf(
  { calls, stopped }: SavedTrace,
  { text, shown }: Filter,
  found: number,
  unreadable: string | undefined,
): string {
  if (unreadable !== undefined) return `This file is not a recording: ${unreadable}`;
  const all = count(calls.length, 'call');
  if (calls.length === 0 && stopped === undefined) return `${all} yet. Calls appear here when they are made.`;
  const isFiltered = text.trim() !== '' || shown !== 'all';
  const failed = calls.filter((call) => call.failed === 'trap').length;
  return [
    isFiltered ? `${found.toLocaleString('en')} of ${all}.` : `${all}.`,
    ...(failed > 0 ? [`${count(failed, 'trap')}.`] : []),
    ...(stopped === undefined ? [] : [sentence(stopped)]),
  ].join(' ');
}

const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
