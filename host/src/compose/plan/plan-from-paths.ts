import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import { hasWit, isComponentOfC } from '../../../../server/src/base/c-sources.ts';
import { kindOf } from '../../../../server/src/binary/kind.ts';
import type { Plan } from '../../../../server/src/compositions/plan.ts';
import { planText } from '../../../../server/src/compositions/plan-text.ts';
import { namesOf, writeWhole } from '../../base/files.ts';
import { HostError } from '../../base/problem.ts';

/**
 * The plan that components make without one: all of them, wired by name, instances named after their files.
 * @param paths components, or folders with components and with projects that are built into one
 * @throws HostError `no-components`
 */
export async function planOf(paths: readonly string[]): Promise<Plan> {
  const found = await Promise.all(paths.map((path) => partsOf(path)));
  const sources = [...new Set(found.flat())];
  if (sources.length === 0) throw noComponents(paths);
  const taken = new Set<string>();
  const instances = sources.map((source) => ({ name: nameFor(source, taken), source, imports: [] }));
  return { instances, refused: [], exports: 'unused' };
}

/**
 * Writes a new plan.
 * @throws HostError `plan-exists`
 */
export async function writePlan(plan: Plan, file: string): Promise<void> {
  const exists = await stat(file).then(
    () => true,
    () => false,
  );
  if (exists)
    throw new HostError({
      code: 'plan-exists',
      message: `${file} already exists`,
      help: 'Compose that plan, or name another file.',
    });
  const pathOf = (source: string) => relative(dirname(file), source).replaceAll('\\', '/');
  await writeWhole(file, Buffer.from(planText(plan, pathOf)));
}

/** Folders without parts: dependencies of others, builds of parts, and packages that documents name. */
const PASSED_OVER = new Set(['node_modules', 'target', 'deps', 'dist']);

async function partsOf(path: string): Promise<readonly string[]> {
  if (!(await isFolder(path))) return [path];
  if (await isProject(path)) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const parts = sorted.map(async (entry): Promise<readonly string[]> => {
    const inner = join(path, entry.name);
    if (entry.isDirectory())
      return entry.name.startsWith('.') || PASSED_OVER.has(entry.name) ? [] : partsOf(inner);
    return extname(entry.name) === '.wasm' && (await isComponent(inner)) ? [inner] : [];
  });
  return (await Promise.all(parts)).flat();
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );

/** Manifests of Go and Python, which say nothing of components. */
const OF_LANGUAGES = ['go.mod', 'pyproject.toml'];

/** Whether a folder's manifest, or WIT beside its sources, makes a component; packages of programs and workspaces do not. */
async function isProject(folder: string): Promise<boolean> {
  if (existsSync(join(folder, 'wit-studio.toml'))) return true;
  const read = (name: string) => readFile(join(folder, name), 'utf8').catch(() => '');
  if (/"component"\s*:/.test(await read('package.json'))) return true;
  if (/^\s*crate-type\s*=.*cdylib/m.test(await read('Cargo.toml'))) return true;
  const [names, above] = await Promise.all([namesOf(folder), namesOf(dirname(folder))]);
  return OF_LANGUAGES.some((name) => names.own.includes(name))
    ? hasWit(names, above)
    : isComponentOfC(names, above);
}

const isComponent = async (path: string): Promise<boolean> => kindOf(await readFile(path)) === 'component';

function nameFor(source: string, taken: Set<string>): string {
  const base = basename(source, extname(source));
  let name = base;
  for (let number = 2; taken.has(name); number++) name = `${base}-${number}`;
  taken.add(name);
  return name;
}

function noComponents(paths: readonly string[]): HostError {
  return new HostError({
    code: 'no-components',
    message: `no component found in ${paths.join(', ')}`,
    help: 'Name a plan, .wasm files, or a folder with components or with projects that are built into one.',
  });
}
