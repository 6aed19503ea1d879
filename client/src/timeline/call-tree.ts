import type { CallRecord, SavedTrace } from '../../../host/src/protocol/trace.ts';

/** A call with the calls that it made. */
export interface CallNode {
  readonly call: CallRecord;
  readonly inner: readonly CallNode[];
}

/** Which calls are looked at. */
export const SHOWN = ['all', 'between', 'host', 'failed'] as const;
export interface Filter {
  /** Words that all have to occur in a call: in its function, its instances or its values. */
  readonly text: string;
  readonly shown: (typeof SHOWN)[number];
}

export const EVERYTHING: Filter = { text: '', shown: 'all' };

/** A call as a line of the view. */
export interface Row {
  readonly call: CallRecord;
  /** Calls around it. */
  readonly depth: number;
  readonly hasInner: boolean;
  readonly isOpen: boolean;
  /** Whether it is here for the sake of a call within it. */
  readonly isAside: boolean;
  /** When it ran: parts of the time that the outermost call around it took. */
  readonly from: number;
  readonly to: number;
}

/** The calls of a recording by the call that made them; those of other programs by their times. */
export function callTree({ calls }: SavedTrace): readonly CallNode[] {
  const nodes = new Map(calls.map((call) => [call.span, { call, inner: [] as CallNode[] }]));
  const roots: CallNode[] = [];
  const under = new Map<string, CallRecord[]>();
  for (const node of nodes.values()) {
    const { call } = node;
    const parent = call.parent ?? (call.caller === '' ? around(call, under) : undefined);
    const outer = parent === undefined || parent === call.span ? undefined : nodes.get(parent);
    if (outer) outer.inner.push(node);
    else roots.push(node);
  }
  return roots;
}

/** The innermost current call where this one starts. @param under the current calls, by thread */
function around(call: CallRecord, under: Map<string, CallRecord[]>): string | undefined {
  const stack = under.get(call.trace) ?? [];
  const ends = ({ start, duration }: CallRecord): number => start + duration;
  while (stack.length > 0 && ends(stack.at(-1)!) < ends(call)) stack.pop();
  const outer = stack.at(-1);
  under.set(call.trace, [...stack, call]);
  return outer?.span;
}

/** The lines of a view. @param closed spans whose inner calls are folded away */
export function rowsOf(
  roots: readonly CallNode[],
  filter: Filter,
  closed: ReadonlySet<string>,
): readonly Row[] {
  const isWanted = matcher(filter);
  const rows: Row[] = [];
  for (const root of roots) addRows(root, 0, { root: root.call, rows, isWanted, closed });
  return rows;
}

interface ShownTree {
  /** The outermost call, whose duration is the width of the bars. */
  readonly root: CallRecord;
  /** Rows so far. */
  readonly rows: Row[];
  readonly isWanted: (call: CallRecord) => boolean;
  readonly closed: ReadonlySet<string>;
}

/** @returns whether something was added */
function addRows({ call, inner }: CallNode, depth: number, tree: ShownTree): boolean {
  const { root, rows, isWanted, closed } = tree;
  const at = rows.length;
  const isOpen = !closed.has(call.span);
  const isAside = !isWanted(call);
  const part = (time: number): number =>
    root.duration === 0 ? 0 : Math.max(0, Math.min(1, (time - root.start) / root.duration));
  const [from, to] = [part(call.start), part(call.start + call.duration)];
  rows.push({ call, depth, hasInner: inner.length > 0, isOpen, isAside, from, to });
  let hasShown = false;
  // A match inside a collapsed call keeps its caller visible.
  for (const node of inner) hasShown = addRows(node, depth + 1, tree) || hasShown;
  if (!isOpen) rows.splice(at + 1);
  if (isAside && !hasShown) rows.splice(at);
  return !isAside || hasShown;
}

function matcher({ text, shown }: Filter): (call: CallRecord) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (call) => {
    if (shown === 'failed' && !call.failed) return false;
    if (shown === 'host' && call.callee !== 'host') return false;
    if (shown === 'between' && (call.callee === 'host' || call.caller === 'host')) return false;
    if (words.length === 0) return true;
    const values = call.arguments.map(([name, value]) => `${name} ${value}`);
    const { caller, callee, result = '', request = '' } = call;
    const all = [call.function, caller, callee, result, request, ...values].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  };
}
