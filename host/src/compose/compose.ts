import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { writeWhole } from '../base/files.ts';
import { HostError } from '../base/problem.ts';
import type { ComposeParams, ComposeResult } from '../protocol.ts';
import { composeDocument } from './wac/compose-document.ts';
import { composeGraph } from './graph/compose-graph.ts';
import { fuseComposition } from './fuse-composition.ts';
import { requireFit, targetNamed } from './target.ts';
import type { Composed } from '../../../server/src/compositions/graph/connect.ts';
import type { ComposeContext } from './components.ts';
import { collectProblems, type Problems } from '../../../server/src/compositions/problems.ts';
import { readPlanSource } from './plan/plan-source.ts';
import type { PlanSource } from '../../../server/src/compositions/plan-source.ts';
import { plugPlan } from './plan/plug.ts';
import { planOf, writePlan } from './plan/plan-from-paths.ts';
import { readComposition, type Composition } from '../../../server/src/compositions/read/read-composition.ts';
import { viewOfComponent } from '../../../server/src/compositions/picture/graph-view.ts';
import { sizesOf } from '../../../server/src/compositions/sizes.ts';
import { readPlan } from '../../../server/src/compositions/read/read-plan.ts';

export type { ComposeContext } from './components.ts';

/**
 * Composes a composition.toml, a .wac document, or a socket with its plugs (docs/compose.md), and writes the component.
 * @throws HostError a problem of the plan, of a component, or of their combination
 */
export async function compose(params: ComposeParams, context: ComposeContext): Promise<ComposeResult> {
  const folders: string[] = [];
  const build = (folder: string): Promise<string> => {
    folders.push(folder);
    return context.build(folder);
  };
  const files: string[] = [];
  const composition = await composed(params, {
    ...context,
    build,
    includes: (path) => void files.push(path),
  });
  const { bytes: plain, ...explained } = composition;
  const { bytes, ...fusing } = params.fuse
    ? await fuseComposition(composition, params.isExplained === true, context.signal)
    : { bytes: plain };
  context.signal.throwIfAborted();
  const component = params.out ?? defaultOutput(params);
  if (!params.isDraft) await writeWhole(component, bytes);
  const inside = params.isExplained ? insideOf(plain) : {};
  return { component, bytes: bytes.length, folders, files, ...explained, ...fusing, ...inside };
}

function insideOf(bytes: Uint8Array): Pick<ComposeResult, 'graph' | 'sizes'> {
  const graph = viewOfComponent(bytes);
  return { sizes: sizesOf(bytes), ...(graph && { graph }) };
}

async function composed(params: ComposeParams, context: ComposeContext): Promise<Composed> {
  const composition = await byParams(params, context);
  const { targets } = params;
  // A plan in TOML or YAML checks this itself, with the packages that it names.
  if (targets === undefined || ('plan' in params && extname(params.plan) !== '.wac')) return composition;
  const folder = 'plan' in params ? dirname(params.plan) : process.cwd();
  await requireFit(composition.bytes, targetNamed({ name: targets }, folder), context.signal);
  return composition;
}

async function byParams(params: ComposeParams, context: ComposeContext): Promise<Composed> {
  const problems = collectProblems();
  if ('socket' in params) return composeGraph(plugPlan(params.socket, params.plugs), context, problems);
  if ('parts' in params) return composeParts(params, context, problems);
  switch (extname(params.plan)) {
    case '.wac':
      return composeBeside(await readPlanSource(params.plan), context, problems);
    case '.toml':
    case '.yml':
    case '.yaml':
      return composePlan(dirname(params.plan), await readTable(params, problems), context, problems);
    default:
      throw new HostError({
        code: 'plan-unreadable',
        message: `${params.plan} is not a plan`,
        help: 'Plans are called composition.toml or something.wac; a configuration of wasm-tools compose is a .yml file.',
      });
  }
}

/** A world named by the command overrides that of the plan. */
async function readTable(
  { plan, root, targets }: Extract<ComposeParams, { readonly plan: string }>,
  problems: Problems,
): Promise<Composition> {
  const read = readPlan(await readPlanSource(plan), problems, root);
  return targets === undefined ? read : { ...read, targets: { name: targets } };
}

async function composeParts(
  { parts, writePlan: file }: Extract<ComposeParams, { readonly parts: unknown }>,
  context: ComposeContext,
  problems: Problems,
): Promise<Composed> {
  const plan = await planOf(parts);
  if (file === undefined) return composeGraph(plan, context, problems);
  await writePlan(plan, file);
  return composePlan(dirname(file), readPlan(await readPlanSource(file), problems), context, problems);
}

async function composePlan(
  folder: string,
  { plan, document, packages, targets }: Composition,
  context: ComposeContext,
  problems: Problems,
): Promise<Composed> {
  const target = targets && problems.attempt(() => targetNamed(targets, folder, packages));
  if (!document) return composeGraph(plan, context, problems, target);
  const source = await problems.attemptAsync(() => readPlanSource(document.file, document.at));
  problems.refuse();
  const composition = await composeDocument(source!, packages, context, problems);
  if (target) await requireFit(composition.bytes, target, context.signal);
  return composition;
}

/** A document by itself takes its packages from the composition.toml beside it, if there is one. */
async function composeBeside(
  source: PlanSource,
  context: ComposeContext,
  problems: Problems,
): Promise<Composed> {
  const beside = join(dirname(source.file), 'composition.toml');
  const exists = await stat(beside).then(
    () => true,
    () => false,
  );
  if (!exists) return composeDocument(source, new Map(), context, problems);
  const { packages } = readComposition(await readPlanSource(beside), problems);
  return composeDocument(source, packages, context, problems);
}

/**
 * `target/<name>.wasm` beside the plan, `target/<name>.composed.wasm` beside the socket; without either
 * `target/composition.wasm` in the folder, or beside the first component.
 */
function defaultOutput(params: ComposeParams): string {
  if ('parts' in params) {
    const [first = '.'] = params.parts;
    const folder = extname(first) === '.wasm' ? dirname(first) : first;
    return join(folder, 'target', 'composition.wasm');
  }
  const [path, ending] = 'plan' in params ? [params.plan, '.wasm'] : [params.socket, '.composed.wasm'];
  return join(dirname(path), 'target', basename(path, extname(path)) + ending);
}
