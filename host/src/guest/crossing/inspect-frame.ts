import { HostError } from '../../base/problem.ts';
import { WaveError } from '../../wave/error.ts';
import { readValue } from '../../wave/read.ts';
import { Scanner } from '../../wave/scanner.ts';
import type { Crossing } from './crossing.ts';
import { readPath } from './expression.ts';
import type { InspectReply, Inspect, ValuePath } from './report.ts';
import { argumentSlots, insideOf, resultSlots, show, type Slot } from './slots.ts';

export interface Inspected {
  /** The current calls, the last one first. */
  readonly frames: readonly Crossing[];
  /**
   * Calls an export, and returns its result as a slot.
   * @param busy instances in the middle of a call, which cannot be entered
   * @throws HostError
   */
  call(text: string, busy: ReadonlySet<string>): Slot | undefined;
}

/** Handles a debugger's request about a stopped thread. */
export function inspectFrame(inspect: Inspect, inspected: Inspected): InspectReply {
  try {
    return { values: slotsFor(inspect, inspected).map(show) };
  } catch (error) {
    if (error instanceof HostError) return { refused: sentenceOf(error) };
    return { refused: (error as Error).message };
  }
}

const sentenceOf = ({ problem: { message, help } }: HostError): string =>
  help === undefined ? message : `${message}. ${help}`;

function slotsFor(inspect: Inspect, inspected: Inspected): readonly Slot[] {
  const crossing = inspected.frames[inspect.frame];
  if (!crossing) return [];
  if (inspect.kind === 'values') return valuesAt(inspect, crossing, inspect.start, inspect.count);
  if (inspect.kind === 'set') return [setValue(inspect, inspect.text, crossing)];
  const called = inspected.call(inspect.text, busyIn(inspected.frames));
  return [called ?? valueOf(inspect.text, crossing)];
}

/** Also the caller of a call that has not begun, or has returned, is in the middle of something. */
function busyIn(frames: readonly Crossing[]): ReadonlySet<string> {
  const [top, ...others] = frames;
  return new Set([...(top ? [top.caller] : []), ...others.map(({ callee }) => callee)]);
}

const rootsIn = (scope: ValuePath['scope'], crossing: Crossing): readonly Slot[] =>
  scope === 'arguments' ? argumentSlots(crossing) : resultSlots(crossing);

function valuesAt(
  { scope, path }: ValuePath,
  crossing: Crossing,
  start?: number,
  count?: number,
): readonly Slot[] {
  const [first, ...rest] = path;
  const roots = rootsIn(scope, crossing);
  if (first === undefined) return roots;
  const slot = slotAt(roots[first], rest);
  return slot ? insideOf(slot, start, count) : [];
}

function slotAt(root: Slot | undefined, path: readonly number[]): Slot | undefined {
  return path.reduce<Slot | undefined>((slot, at) => slot && insideOf(slot, at, 1)[0], root);
}

function setValue({ scope, path }: ValuePath, text: string, crossing: Crossing): Slot {
  const find = (): Slot | undefined => slotAt(rootsIn(scope, crossing)[path[0] ?? -1], path.slice(1));
  const slot = find();
  if (!slot?.set) throw new WaveError('this value cannot be changed', 0);
  const scanner = new Scanner(text);
  const value = readValue(scanner, slot.type);
  if (!scanner.atEnd) throw scanner.fail('expected the end of the value');
  slot.set(value);
  return find() ?? slot;
}

function valueOf(text: string, crossing: Crossing): Slot {
  const roots = [...argumentSlots(crossing), ...resultSlots(crossing)];
  const slot = readPath(text, roots)(roots);
  if (!slot) throw new WaveError(`${text} is not there: the value has another case`, 0);
  return slot;
}
