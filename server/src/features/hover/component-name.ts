import { flatName } from '../../resolve/flat-name.ts';
import { functionOf } from '../../resolve/functions.ts';
import type { Definition } from '../../resolve/model.ts';

/** Of an accessor: the name it has in a component, which tools and bindings show. Empty for others. */
export function componentName({ name, node, container }: Definition): string {
  const accessor = functionOf(node)?.accessor;
  if (!accessor) return '';
  const kind = node.kind === 'method' || node.kind === 'static' ? node.kind : 'free';
  const flat = flatName({ kind, name, resource: container?.name, accessor });
  return `\`${flat}\` in a component.`;
}
