import { existsSync } from 'node:fs';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeWhole } from '../../base/files.ts';
import { makeFolder } from '../../../../server/src/node/make-folder.ts';
import { HostError } from '../../base/problem.ts';
import type { BuildContext } from '../context.ts';
import type { Tool } from '../external/find-tool.ts';
import { endedBySignal, runTool } from '../tool.ts';
import { mendAllocator } from './allocator.ts';
import { usedModules, withAbsolutePaths, workspaceOf } from './local-modules.ts';

/** The module that bindings import: Component Model types and memory management. */
const PACKAGE = 'go.bytecodealliance.org/pkg';
/** The newest that does not ask for Go 1.27. */
const VERSION = 'v0.2.1';

/** Flags and variables that name the modules of a build to go. */
export interface Modules {
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Module files for the build, in `dist/go`, by which the package of the bindings is a copy with a mended allocator; the
 * folder's own are left alone.
 * @throws HostError `go-build` when the package cannot be had
 */
export async function modulesFor(tool: Tool, folder: string, context: BuildContext): Promise<Modules> {
  const own = await readFile(join(folder, 'go.mod'), 'utf8');
  const version = new RegExp(`${PACKAGE}\\s+(v\\S+)`).exec(own)?.[1];
  const source = await download(tool, version ?? VERSION, context);
  const out = join(folder, 'dist', 'go');
  const copy = join(out, 'pkg');
  await mendedCopy(source, copy);
  const workspace = workspaceOf(folder);
  // go takes -modfile in no workspace.
  if (workspace !== undefined && (await usedModules(workspace)).includes(folder))
    return { flags: [], env: { GOWORK: await workspaceFile(workspace, copy, out) } };
  const required = version === undefined ? `\nrequire ${PACKAGE} ${VERSION}\n` : '';
  await writeWhole(join(out, 'go.mod'), `${own}${required}\nreplace ${PACKAGE} => ${JSON.stringify(copy)}\n`);
  await writeWhole(join(out, 'go.sum'), await readFile(join(folder, 'go.sum')).catch(() => ''));
  // The copy is in no vendor folder.
  const vendored = existsSync(join(folder, 'vendor', 'modules.txt')) ? ['-mod=mod'] : [];
  return { flags: [`-modfile=${join(out, 'go.mod')}`, ...vendored], env: { GOWORK: 'off' } };
}

async function mendedCopy(source: string, copy: string): Promise<void> {
  await rm(copy, { recursive: true, force: true });
  makeFolder(join(copy, 'wit'));
  await cp(join(source, 'wit'), join(copy, 'wit'), { recursive: true });
  await writeFile(join(copy, 'go.mod'), `module ${PACKAGE}\n\ngo 1.25\n`);
  const runtime = join(copy, 'wit/runtime/runtime.go');
  const text = await readFile(runtime, 'utf8');
  // Go's cache is not writable, and a copy of a file is not either.
  await rm(runtime);
  await writeFile(runtime, mendAllocator(text));
}

/** A workspace with the copy as one more of its modules. @returns its path */
async function workspaceFile(workspace: string, copy: string, out: string): Promise<string> {
  const text = withAbsolutePaths(await readFile(workspace, 'utf8'), dirname(workspace));
  await writeWhole(join(out, 'go.work'), `${text}\nuse ${JSON.stringify(copy)}\n`);
  await writeWhole(join(out, 'go.work.sum'), await readFile(`${workspace}.sum`).catch(() => ''));
  return join(out, 'go.work');
}

async function download({ command }: Tool, version: string, context: BuildContext): Promise<string> {
  const lines: string[] = [];
  const onLine = (_: string, line: string): void => void lines.push(line);
  const args = ['mod', 'download', '-json', `${PACKAGE}@${version}`];
  // Outside of any module, so that none is changed.
  const code = await runTool({ command, args, cwd: tmpdir(), signal: context.signal, onLine });
  const { Dir, Error: reason } = parsed(lines.join('\n'));
  if (Dir !== undefined) return Dir;
  throw new HostError({
    code: 'go-build',
    message: `go could not fetch ${PACKAGE} ${version}, which the bindings import`,
    causes: [reason ?? lines.join('\n')],
    help: helpFor(reason ?? lines.join('\n')),
    ...(code === undefined && endedBySignal(command)),
  });
}

const helpFor = (reason: string): string =>
  /requires go (>=|at least)/.test(reason)
    ? 'Install the Go version that the module requires (https://go.dev/dl), or set GOTOOLCHAIN=auto, so that go downloads it.'
    : 'Go fetches the module once: try again with a network, or set GOPROXY to a proxy that has it.';

function parsed(text: string): { readonly Dir?: string; readonly Error?: string } {
  try {
    return JSON.parse(text) as { Dir?: string; Error?: string };
  } catch {
    return {};
  }
}
