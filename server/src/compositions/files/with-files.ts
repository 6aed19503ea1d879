import { ProblemError } from '../../base/problem.ts';
import { addGenerated, type WithGenerated } from '../generated.ts';
import type { Instance } from '../graph.ts';
import type { Problems } from '../problems.ts';
import {
  resultOf,
  type FilesRefusal,
  type Graph as ToolkitGraph,
  type MadeFiles,
  type Toolkit,
} from '../toolkit.ts';

/**
 * Generates a component for each instance with files, which exports wasi:filesystem and what shares its streams
 * (toolkit/src/files). Reports `files-unsupported`.
 * @param graph has loaded `components`, and loads the generated ones
 */
export function withFiles(
  toolkit: Pick<Toolkit, 'files'>,
  graph: ToolkitGraph,
  from: WithGenerated,
  problems: Problems,
): WithGenerated {
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
    const name = `${target.name} (files)`;
    const filled = made.ok.replaced.map((one) => ({ name: one, from: { instance: name }, at: files.at }));
    const generated = { name, bytes: made.ok.component, filled };
    composition = addGenerated(graph, composition, target, generated, problems);
  }
  return composition;
}

function unsupported(refusal: FilesRefusal, { name, files }: Instance): ProblemError {
  return new ProblemError({
    code: 'files-unsupported',
    message: `${name} cannot have files in the composition: ${reasonOf(refusal)}`,
    help: HELP[refusal.tag],
    ...(files && { at: files.at }),
  });
}

function reasonOf(refusal: FilesRefusal): string {
  switch (refusal.tag) {
    case 'not-imported':
      return 'it does not import wasi:filesystem';
    case 'exported':
      return `its export ${refusal.val} has handles of WASI, which would be of another type than those of the host`;
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
