import { ProblemError } from '../../base/problem.ts';
import type { Instance } from './graph.ts';
import { areCompatible, meant } from '../names.ts';
import { isProvider, type PlannedImport } from '../plan.ts';

/**
 * The problem of a wire that is written at the exporting instance instead of the importing one.
 * @returns undefined if the instance has an import of that name, or the other instance has not
 */
export function wrongDirection(
  { name, from, at }: PlannedImport,
  target: Instance,
  instances: readonly Instance[],
): ProblemError | undefined {
  if (!from || !isProvider(from) || meant(name, target.description.imports).length > 0) return undefined;
  const importer = instances.find((one) => one.name === from.instance && one !== target);
  const [imported] = importer ? meant(name, importer.description.imports) : [];
  const [exported] = meant(name, target.description.exports);
  if (!importer || imported === undefined || exported === undefined) return undefined;
  const provider = {
    instance: target.name,
    ...(!areCompatible(imported, exported) && { export: exported }),
  };
  return new ProblemError({
    code: 'unknown-import',
    message: `“${target.name}” exports ${exported}, and “${importer.name}” imports it`,
    help: `A wire belongs to the importing instance, here ${importer.name}.`,
    changes: [
      {
        title: `Wire ${imported} of ${importer.name} to ${target.name}`,
        edit: {
          kind: 'all',
          edits: [
            { kind: 'wire', instance: target.name, import: name, from: undefined },
            { kind: 'wire', instance: importer.name, import: imported, from: provider },
          ],
        },
      },
    ],
    ...(at && { at }),
  });
}
