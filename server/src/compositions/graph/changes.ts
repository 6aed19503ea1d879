import type { PlanChange } from '../../base/plan-edit.ts';
import type { GraphWire, Instance } from './graph.ts';
import { areCompatible } from '../names.ts';

/** Changes of a plan that fix problems of its graph. */

/** The export is named where the import would not lead to it by itself. */
export function wireTo({ target, import: name, source, export: from }: GraphWire): PlanChange {
  const other = areCompatible(name, from) ? {} : { export: from };
  return {
    title: `Wire ${name} of ${target.name} to ${source.name}`,
    edit: { kind: 'wire', instance: target.name, import: name, from: { instance: source.name, ...other } },
  };
}

export const leaveOpen = ({ target, import: name }: Pick<GraphWire, 'target' | 'import'>): PlanChange =>
  leaveOpenAs(target.name, name);

export const leaveOpenAs = (target: string, name: string): PlanChange => ({
  title: `Leave ${name} of ${target} open`,
  edit: { kind: 'wire', instance: target, import: name, from: false },
});

export const bridgeVersions: PlanChange = {
  title: 'Connect different versions of an interface by name',
  edit: { kind: 'bridge-versions' },
};

export const removeInstance = ({ name }: Instance): PlanChange => ({
  title: `Remove ${name} from the plan`,
  edit: { kind: 'remove', instance: name },
});

export const exportOnly = (instances: readonly string[]): PlanChange => ({
  title: `Export only ${instances.join(' and ')}`,
  edit: { kind: 'export-all', instances },
});
