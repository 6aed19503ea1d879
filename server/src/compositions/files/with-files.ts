import { ProblemError } from '../../base/problem.ts';
import { loadComponents } from '../encode.ts';
import type { Instance } from '../graph.ts';
import type { PlannedImport } from '../plan.ts';
import type { Problems } from '../problems.ts';
import { byFullName, type Stubbed } from '../stubs.ts';
import {
  resultOf,
  type FilesRefusal,
  type Graph as ToolkitGraph,
  type MadeFiles,
  type Toolkit,
} from '../toolkit.ts';

/**
 * Generates a component for each instance with files, which exports wasi:filesystem and what shares its streams
 * (toolkit/src/files). Its own imports are wired as those of the instance. Reports `files-unsupported`.
 * @param graph has loaded `components`, and loads the generated ones
 */
export function withFiles(
  toolkit: Pick<Toolkit, 'files'>,
  graph: ToolkitGraph,
  from: Stubbed,
  problems: Problems,
): Stubbed {
  let { plan, instances, components } = from;
  for (const target of from.instances) {
    const { files, contents } = target;
    if (!files || !contents) continue;
    const bytes = components.find(({ path }) => path === target.component)!.bytes;
    const made = resultOf<MadeFiles, FilesRefusal>(() => toolkit.files.make(bytes, [...contents]));
    if ('err' in made) {
      problems.report(unsupported(made.err, target));
      continue;
    }
    const name = `${target.name} (files)`;
    const { own, other } = divided(target, name, made.ok.replaced);
    const placed = { name, source: name, component: name, imports: own, isStub: true };
    const component = { path: name, bytes: made.ok.component };
    const [instance] = loadComponents(graph, [component], [placed], problems);
    if (!instance) continue;
    const wired = { ...target, imports: other };
    instances = [...instances.map((one) => (one === target ? wired : one)), instance];
    plan = { ...plan, instances: [...plan.instances, placed] };
    components = [...components, component];
  }
  return { plan, instances, components };
}

/** The imports of the generated component and of its instance: the former takes over what it replaces. */
function divided(
  target: Instance,
  name: string,
  replaced: readonly string[],
): { readonly own: readonly PlannedImport[]; readonly other: readonly PlannedImport[] } {
  const planned = byFullName(target);
  const isOwn = ({ name: one }: PlannedImport) => replaced.includes(one) && !isFilesystem(one);
  const filled = replaced.map((one): PlannedImport => ({
    name: one,
    from: { instance: name },
    at: target.files!.at,
  }));
  return { own: planned.filter(isOwn), other: [...planned.filter((one) => !isOwn(one)), ...filled] };
}

const isFilesystem = (name: string): boolean => name.startsWith('wasi:filesystem/');

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

const HELP: Readonly<Record<FilesRefusal['tag'], string>> = {
  'not-imported': 'It reads no files: remove `files`.',
  exported: 'Remove `files`, and grant it a folder at run time.',
  unsupported: 'Remove `files`, and grant it a folder at run time.',
};
