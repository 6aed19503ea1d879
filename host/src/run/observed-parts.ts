import type { GuestNode } from '../base/guest-node.ts';
import type { ObservedParts } from '../guest/crossing/observed.ts';
import type { RunContext } from './context.ts';

/** The parts of a component whose calls are observed: those of the observer, else the component is split. */
export async function observedParts(
  component: string,
  context: RunContext,
  node: GuestNode,
): Promise<ObservedParts> {
  if (context.observer?.parts) return context.observer.parts;
  // Loaded on demand, since it loads the reader of WIT, which nothing else in a run or a server needs.
  const { splitComponent } = await import('./split-component.ts');
  return splitComponent(component, { ...context, node });
}
