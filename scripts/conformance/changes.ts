/** Changes around the parts of the composition in five languages, and whether each makes its part out of date. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from './outcome.ts';

const command = fileURLToPath(new URL('../../dist/cli/wit-studio.js', import.meta.url));

interface Change {
  /** The folder of the part. */
  readonly part: string;
  /** Relative to the composition. A missing file is written. */
  readonly file: string;
  /** The text that is added at its end. */
  readonly added: string;
  readonly isInput: boolean;
}

const input = (part: string, file: string, added: string): Change => ({ part, file, added, isInput: true });
const other = (part: string, file: string, added: string): Change => ({ part, file, added, isInput: false });

const CHANGES: readonly Change[] = [
  ...['gateway', 'auth', 'routing', 'numbers', 'text'].flatMap((part) => [
    other(part, `${part}/README.md`, 'Changed.\n'),
    other(part, `${part}/target/other.o`, ''),
    other(part, 'other.txt', ''),
    input(part, 'wit/service.wit', '\n// Changed.\n'),
  ]),
  input('gateway', 'gateway/src/gateway.ts', '\nconsole.debug;\n'),
  input('gateway', 'gateway/tsconfig.json', '{}\n'),
  other('gateway', 'gateway/package-lock.json', '\n'),
  input('auth', 'auth/src/lib.rs', '\n// Changed.\n'),
  input('auth', 'auth/Cargo.toml', '\n[profile.release.package.auth]\nopt-level = 1\n'),
  input('routing', 'routing/export_edge_service_routing/main.go', '\n// Changed.\n'),
  input('routing', 'routing/go.mod', '\n// Changed.\n'),
  input('routing', 'routing/go.sum', '\n'),
  input('routing', 'go.work', 'go 1.25\n\nuse ./routing\n'),
  other(
    'routing',
    'routing/export_edge_service_routing/main_test.go',
    'package export_edge_service_routing\n',
  ),
  input('numbers', 'numbers/src/numbers.c', '\n#include "../../common/one.h"\n'),
  input('text', 'text/app.py', '\n# Changed.\n'),
  input('text', 'text/requirements.txt', ''),
];

/** Files that changes above name. */
const BESIDE = { 'common/one.h': '', 'gateway/package-lock.json': '{}\n' };

/** @param folder of the composition, whose parts have been built */
export function* changes(folder: string): Iterable<Result> {
  for (const [path, text] of Object.entries(BESIDE)) put(join(folder, path), text);
  for (const part of new Set(CHANGES.map((change) => change.part))) builtAt(folder, part);
  for (const change of CHANGES) {
    const name = `${change.part} after a change of ${change.file}`;
    yield { name, ours: missOf(folder, change) };
  }
}

function missOf(folder: string, { part, file, added, isInput }: Change): string | undefined {
  const path = join(folder, file);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  const first = builtAt(folder, part);
  try {
    put(path, (before ?? '') + added);
    const second = builtAt(folder, part);
    if (builtAt(folder, part) !== second) return 'is built once more without a change';
    if ((first !== second) === isInput) return undefined;
    return isInput ? 'is not built again' : 'is built again';
  } finally {
    if (before === undefined) rmSync(path);
    else writeFileSync(path, before);
  }
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Builds a part. @returns when its component was written */
function builtAt(folder: string, part: string): number {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'build', part], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return statSync(join(folder, stdout.trim())).mtimeMs;
}
