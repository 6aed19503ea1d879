import { describe, isHandle, type WitType } from '../../../../server/src/types/wit-type.ts';
import { camelCase, needsTag } from '../../inspect/script-names.ts';
import type { Crossing } from './crossing.ts';
import { resultValue, valueText } from './value-text.ts';
import { handleText } from './handle-text.ts';

/** A value with its name and type, where it can be read and written. */
export interface Slot {
  readonly name: string;
  readonly type: WitType;
  readonly value: unknown;
  /** Absent where it cannot be replaced by itself. */
  readonly set?: (value: unknown) => void;
}

type Fields = Record<string, unknown>;
interface Tagged {
  readonly tag: string;
  readonly val?: unknown;
}

export const argumentSlots = (crossing: Crossing): Slot[] =>
  crossing.fn.signature.params.map(({ name, type }, at) => ({
    name,
    type,
    value: crossing.args[at],
    set: (value) => void (crossing.args[at] = value),
  }));

/** The result of a call; empty before its return, after a trap, and without a result. */
export function resultSlots(crossing: Crossing): Slot[] {
  const { outcome, fn } = crossing;
  const type = fn.signature.result;
  if (outcome?.kind !== 'value' || !type) return [];
  const set = (value: unknown): void => {
    const { tag, val } = value as Tagged;
    crossing.outcome =
      type.kind === 'result'
        ? { kind: 'value', value: val, isErr: tag === 'err' }
        : { kind: 'value', value, isErr: false };
  };
  return [{ name: 'result', type, value: resultValue(outcome, type), set }];
}

/** How many values are inside of one. */
function countInside({ type, value }: Slot): number {
  if (type.kind === 'list') return (value as ArrayLike<unknown>).length;
  if (type.kind === 'map') return (value as Map<unknown, unknown>).size;
  if (type.kind === 'record') return type.fields.length;
  if (type.kind === 'tuple') return type.items.length;
  if (type.kind === 'flags') return type.flags.length;
  return payloadOf(type, value) ? 1 : 0;
}

/** The values inside of one, from `start` on, at most `count`. */
export function insideOf(slot: Slot, start = 0, count = Infinity): Slot[] {
  const all = countInside(slot);
  const end = Math.min(all, start + count);
  const found: Slot[] = [];
  for (let at = start; at < end; at++) found.push(insideAt(slot, at));
  return found;
}

function insideAt(slot: Slot, at: number): Slot {
  const { type, value } = slot;
  const put = (owner: unknown, key: string | number) => (next: unknown) =>
    void ((owner as Fields)[key] = next);
  if (type.kind === 'list') {
    const items = value as unknown[];
    return { name: `[${at}]`, type: type.element, value: items[at], set: put(items, at) };
  }
  if (type.kind === 'tuple') {
    const items = value as unknown[];
    return { name: String(at), type: type.items[at]!, value: items[at], set: put(items, at) };
  }
  if (type.kind === 'map') {
    const entry = [...(value as Map<unknown, unknown>)][at];
    return { name: `[${at}]`, type: { kind: 'tuple', items: [type.key, type.value] }, value: entry };
  }
  if (type.kind === 'record') {
    const field = type.fields[at]!;
    const key = camelCase(field.name);
    return { ...field, value: (value as Fields)[key], set: put(value, key) };
  }
  if (type.kind === 'flags') {
    const name = type.flags[at]!;
    const key = camelCase(name);
    return { name, type: { kind: 'bool' }, value: (value as Fields)[key] ?? false, set: put(value, key) };
  }
  return payloadSlot(slot);
}

/** The name of the case that a value of a variant, enum, option or result is. */
export function caseOf(type: WitType, value: unknown): string {
  if (type.kind === 'option') return isNone(type.some, value) ? 'none' : 'some';
  return type.kind === 'enum' ? (value as string) : (value as Tagged).tag;
}

/** The payload of a case. */
function payloadOf(type: WitType, value: unknown): { name: string; type: WitType } | undefined {
  if (type.kind !== 'option' && type.kind !== 'result' && type.kind !== 'variant') return undefined;
  const name = caseOf(type, value);
  const payload = payloadType(type, name);
  return payload && { name, type: payload };
}

type Cases = Extract<WitType, { kind: 'option' | 'result' | 'variant' }>;

function payloadType(type: Cases, name: string): WitType | undefined {
  if (type.kind === 'option') return name === 'some' ? type.some : undefined;
  if (type.kind === 'result') return name === 'ok' ? type.ok : type.err;
  return type.cases.find((one) => one.name === name)?.type;
}

const isNone = (some: WitType, value: unknown): boolean =>
  needsTag(some) ? (value as Tagged).tag === 'none' : value === undefined || value === null;

function payloadSlot({ type, value, set }: Slot): Slot {
  const payload = payloadOf(type, value)!;
  if (type.kind === 'option' && !needsTag(type.some)) return { ...payload, value, ...(set && { set }) };
  const { tag, val } = value as Tagged;
  return { ...payload, value: val, ...(set && { set: (next: unknown) => set({ tag, val: next }) }) };
}

/** A value as a debugger shows it. */
export interface ShownValue {
  readonly name: string;
  readonly text: string;
  readonly type: string;
  readonly inside: number;
  readonly isList: boolean;
  readonly canSet: boolean;
}

export function show(slot: Slot): ShownValue {
  const { name, type, value } = slot;
  return {
    name,
    text: isHandle(type) ? handleText(value, type) : valueText(value, type),
    type: describe(type),
    inside: countInside(slot),
    isList: type.kind === 'list' || type.kind === 'map',
    canSet: slot.set !== undefined && !isHandle(type),
  };
}
