import type { WitType } from '../../../../server/src/types/wit-type.ts';
import { printValue } from '../../wave/print.ts';
import { reasonOf } from '../traps/trap-reason.ts';
import { beginning } from './beginning.ts';
import type { Crossing } from './crossing.ts';

/** In WAVE, cut where it is longer than a user reads. */
export function valueText(value: unknown, type: WitType, most = 200): string {
  const text = printSafely(beginning(value, most), type);
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** A guest may return a value of another type; the bindings refuse it later. */
function printSafely(value: unknown, type: WitType): string {
  try {
    return printValue(value, type);
  } catch {
    return '?';
  }
}

/** The outcome of a call: `ok({…})`, `trap: unreachable`; empty without a result. */
export function outcomeText({ outcome, fn }: Crossing, most?: number): string {
  if (outcome === undefined) return '';
  if (outcome.kind === 'trap') return trapText(reasonOf(outcome.error).text);
  const type = fn.signature.result;
  return type ? valueText(resultValue(outcome, type), type, most) : '';
}

const trapText = (reason: string): string => (/\btrap\b/.test(reason) ? reason : `trap: ${reason}`);

/** With the case of a result, which the bindings encode by returning or throwing. */
export function resultValue(
  { value, isErr }: { readonly value: unknown; readonly isErr: boolean },
  type: WitType,
): unknown {
  if (type.kind !== 'result') return value;
  return isErr ? { tag: 'err', val: value } : { tag: 'ok', val: value };
}
