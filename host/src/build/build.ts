import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { notAComponentFolder } from '../../../server/src/compositions/component-folder.ts';
import type { BuildResult } from '../protocol.ts';
import { c } from './c/c.ts';
import { command } from './command/command.ts';
import type { BuildLanguage } from './external/language.ts';
import { requireFolder } from './require-folder.ts';
import { readSettings } from './external/settings.ts';
import { go } from './go/go.ts';
import { python } from './python/python.ts';
import { buildRust } from './rust/rust.ts';
import { buildTypeScript, guestTypes } from './typescript/typescript.ts';
import type { BuildContext } from './context.ts';

/** The builder of each language; the first whose manifest is in the folder applies, unless the folder names a command. */
const LANGUAGES: readonly BuildLanguage[] = [
  { title: 'TypeScript', manifests: ['package.json'], build: buildTypeScript, bindings: guestTypes },
  { title: 'Rust', manifests: ['Cargo.toml'], build: buildRust },
  go,
  python,
  c,
  command,
];

/**
 * Builds the component of one folder.
 * @throws HostError with a problem that has the place in the source where there is one
 */
export async function build(folder: string, context: BuildContext): Promise<BuildResult> {
  return (await languageOf(folder)).build(folder, context);
}

/**
 * The builder of a folder: the command that it names, else the one that matches its manifest or sources.
 * @throws HostError `not-a-component-folder`
 */
export async function languageOf(folder: string): Promise<BuildLanguage> {
  requireFolder(folder);
  if ((await readSettings(folder)).command !== undefined) return command;
  const has = (manifest: string) => existsSync(join(folder, manifest));
  const known = LANGUAGES.find(({ manifests }) => manifests.some(has));
  // Settings alone do not determine a language.
  if (known && known !== command) return known;
  for (const language of LANGUAGES) if (await language.isFolder?.(folder)) return language;
  if (known) return known;
  throw notAComponentFolder(folder);
}
