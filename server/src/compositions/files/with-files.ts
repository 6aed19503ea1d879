import { ProblemError } from '../../base/problem.ts';
import type { Composing } from '../graph/composing.ts';
import { addGenerated, addInstance, type WithGenerated } from '../graph/generated.ts';
import type { Instance } from '../graph/graph.ts';
import { resultOf, type FilesRefusal, type MadeFiles } from '../toolkit.ts';

/**
 * Generates a component for each instance with files, which exports wasi:filesystem and what shares its streams
 * (toolkit/src/files), and one in front of the instance where its exports take such streams. Reports
 * `files-unsupported`.
 */
export function withFiles(composing: Composing, from: WithGenerated): WithGenerated {
  const { toolkit, problems } = composing;
  let composition = from;
  for (const target of from.instances) {
    const { files, contents } = target;
    if (!files || !contents) continue;
    const { bytes } = from.components.find(({ path }) => path === target.component)!;
    const made = resultOf<MadeFiles, FilesRefusal>(() => toolkit.files.make(bytes, [...contents]));
    if ('err' in made) {
      problems.report(unsupported(made.err, target));
      continue;
    }
    const { component, replaced, front } = made.ok;
    const name = `${target.name} (files)`;
    const filled = replaced.map(({ imported, exported }) => ({
      name: imported,
      from: { instance: name, export: exported },
      at: files.at,
    }));
    composition = addGenerated(composing, composition, target, { name, bytes: component, filled });
    if (front) composition = addFront(composing, composition, target, front);
  }
  return composition;
}

/** @param composition has the files of `target` */
function addFront(
  composing: Composing,
  composition: WithGenerated,
  target: Instance,
  { component, passed }: NonNullable<MadeFiles['front']>,
): WithGenerated {
  const files = `${target.name} (files)`;
  const made = composition.instances.find(({ name }) => name === files);
  if (!made) return composition;
  const calls = passed.map(({ imported, exported }) => ({
    name: imported,
    from: { instance: target.name, export: exported },
  }));
  const isCalled = (name: string) => calls.some((call) => call.name === name);
  const types = made.description.exports.filter(({ name }) => !isCalled(name));
  const wires = [...calls, ...types.map(({ name }) => ({ name, from: { instance: files } }))];
  const inFrontOf = passed.map(({ exported }) => exported);
  const generated = { name: `${target.name} (front)`, bytes: component, inFrontOf, wires };
  return addInstance(composing, composition, target, generated);
}

function unsupported(refusal: FilesRefusal, { name, files }: Instance): ProblemError {
  return new ProblemError({
    code: 'files-unsupported',
    message: `“${name}” cannot have files in the composition: ${reasonOf(refusal)}`,
    help: HELP[refusal.tag],
    ...(files && { at: files.at }),
  });
}

function reasonOf(refusal: FilesRefusal): string {
  switch (refusal.tag) {
    case 'not-imported':
      return 'it does not import wasi:filesystem';
    case 'exported':
      return `its export ${refusal.val} returns or borrows handles of WASI, which would be of another type than those of the host`;
    case 'unsupported':
      return refusal.val;
  }
}

const AT_RUN_TIME =
  'Remove `files`, and grant the folder at run time: `--dir HOST::GUEST`, or `wit.run.dirs` in the settings.';

const HELP: Readonly<Record<FilesRefusal['tag'], string>> = {
  'not-imported': 'It reads no files: remove `files`.',
  exported: AT_RUN_TIME,
  unsupported: AT_RUN_TIME,
};
