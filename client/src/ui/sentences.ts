import { sentence } from '../../../server/src/base/sentence.ts';

/** A message and what to do about it, as separate sentences for a user. */
export function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.flatMap((part) => (part?.trim() ? [sentence(part.trim())] : [])).join(' ');
}
