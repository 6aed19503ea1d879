import type { Composition } from '../../analysis/compositions/composition.ts';
import type { PlanChange } from '../../base/plan-edit.ts';
import { utf16Offset } from '../../base/utf8.ts';
import { leaveOpenAs } from '../../compositions/graph/changes.ts';
import { matching } from '../../compositions/names.ts';
import type { PlanFinding } from './diagnostics.ts';

/** For an argument that a `new` of a document lacks: earlier instances that export it, or `...`. */
export function missingArgument(
  { source, outline, parts }: Composition,
  { finding, diagnostic }: PlanFinding,
): readonly PlanChange[] {
  const [, imported] = /^missing instantiation argument `(.*?)`/.exec(finding.message) ?? [];
  if (imported === undefined) return [];
  const instances = outline?.instances ?? [];
  const at = instances.findIndex(({ span }) => utf16Offset(source.text, span.start) === diagnostic.start);
  const target = instances[at]?.name;
  if (target === undefined) return [];
  const wires = instances.slice(0, at).flatMap(({ name, package: of }) => {
    const exports = parts.find((part) => part.name === of)?.description?.exports ?? [];
    const names = exports.map((item) => item.name);
    if (name === undefined) return [];
    return matching(imported, names).map((one): PlanChange => ({
      title: `Wire ${imported} of ${target} to ${name}`,
      edit: { kind: 'wire', instance: target, import: imported, from: { instance: name, export: one } },
    }));
  });
  return [...wires, leaveOpenAs(target, imported)];
}
