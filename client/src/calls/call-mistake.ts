import type { Problem } from '../../../host/src/protocol.ts';
import { sentences } from '../ui/sentences.ts';

/** The mistake, and the text at its place: the box itself cannot mark it. */
export function mistakeIn(call: string, { message, help }: Problem): string {
  const short = message.replace(` of ${call}`, '');
  const [, column] = /at column (\d+)$/.exec(short) ?? [];
  const at = column === undefined ? undefined : Number(column) - 1;
  const place =
    at === undefined ? '' : `: ${call.slice(Math.max(0, at - 12), at)}▸${call.slice(at, at + 12)}`;
  return sentences(`${short}${place}`, help);
}
