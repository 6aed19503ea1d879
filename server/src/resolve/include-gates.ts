import type { Include } from '../syntax/ast.ts';
import { type Context, nameRange } from './context.ts';
import { gateOf, gateText, itemGate } from './gates.ts';
import type { ItemGate, WorldItem, WorldModel } from './model.ts';

/** An interface that a world gets by an `include`, and perhaps has already. */
export interface IncludedInterface {
  readonly world: WorldModel;
  readonly node: Include;
  readonly direction: 'imports' | 'exports';
  readonly item: WorldItem;
  readonly own: WorldItem | undefined;
  /** Whether the included world is of another package. */
  readonly isForeign: boolean;
}

/**
 * The item with both gates merged (the reference's `merge_include_stability`): one of two may be missing, others have
 * to be equal; `@since` of another package is dropped, as it tells a version of that package.
 */
export function mergeGates(context: Context, included: IncludedInterface): WorldItem {
  const { item, own, isForeign } = included;
  const gate = isForeign ? foreignGate(included) : item.gate;
  if (!own) return gate === item.gate ? item : { ...item, gate };
  if (isForeign && gateOf(item.gate?.attributes).kind === 'since') return { ...own, gate };
  const [from, into] = [textOf(gate), textOf(own.gate)];
  if (from === '' || from === into) return own;
  if (into === '') return { ...own, gate };
  if (gate && own.gate) reportConflict(context, included, gate, own.gate);
  return own;
}

const textOf = (gate: ItemGate | undefined): string => gateText(gate?.attributes ?? []);

function foreignGate({ world, node, item }: IncludedInterface): ItemGate | undefined {
  const attributes = item.gate?.attributes;
  if (gateOf(attributes).kind === 'since') return undefined;
  return itemGate(attributes, nameRange(world.file, node.path!.name!));
}

function reportConflict(
  context: Context,
  { world, direction, item }: IncludedInterface,
  gate: ItemGate,
  own: ItemGate,
): void {
  const detail = {
    name: item.interface?.definition.name ?? item.key,
    world: world.definition.name,
    direction: direction === 'imports' ? 'import' : 'export',
  };
  context.report('include-gate-conflict', gate.at, detail, [{ at: own.at, message: 'the other gate' }]);
}
