import type { InterfaceShape } from '../../toolkit/javascript.ts';
import type { ExportClause } from './check/script-use.ts';
import type { World } from './world.ts';
import { camelCase, pascalCase, interfaceExport } from '../../inspect/script-names.ts';

type Exports = Pick<World, 'functions' | 'interfaces'>;

/**
 * The script with its exports wrapped into functions that wait for async ones (prelude/calls.ts). The wrappers replace
 * the export clause, so that line numbers do not change.
 */
export function waitingExports(script: string, { start, end, names }: ExportClause, world: Exports): string {
  const exported = names.map(([local, name], index) => {
    const wrapped = wrap(local, name, world);
    return wrapped === undefined
      ? { setting: '', item: `${local} as ${name}` }
      : { setting: `const $witStudio${index} = ${wrapped};`, item: `$witStudio${index} as ${name}` };
  });
  const settings = exported.map(({ setting }) => setting).join('');
  const items = [...exported.map(({ item }) => item), '$witStudioJobs as witStudioJobs'].join(', ');
  const jobs = 'const $witStudioJobs = $witStudioCalls.jobs;$witStudioCalls.start();';
  return `${script.slice(0, start)}${settings}${jobs}export { ${items} };${script.slice(end)}`;
}

function wrap(local: string, name: string, { functions, interfaces }: Exports): string | undefined {
  const shape = interfaces.find((one) => interfaceExport(one.name) === name);
  if (shape) {
    const members = [shape.functions.map(camelCase), classesOf(shape)].map((part) => JSON.stringify(part));
    return `$witStudioCalls.interface(${local}, ${members.join(', ')})`;
  }
  return functions.some((one) => camelCase(one) === name) ? `$witStudioCalls.function(${local})` : undefined;
}

const classesOf = ({ resources }: InterfaceShape) =>
  Object.fromEntries(
    resources.map(({ name, methods, statics }) => [
      pascalCase(name),
      { methods: methods.map(camelCase), statics: statics.map(camelCase) },
    ]),
  );
