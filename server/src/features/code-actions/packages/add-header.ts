import { nameOf, folderOf } from '../../../base/uri-paths.ts';
import { identifierMistake, kebabCase } from '../../../syntax/identifier.ts';
import { compareVersions, versionMistake } from '../../../syntax/version.ts';
import { written } from '../../written-name.ts';
import type { Fix, FixContext } from '../fix.ts';

/** Adds a package header, named after the folder, unless that is a generic name, with the version that gates need. */
export function* addHeader({ file: { uri, tokens } }: FixContext): Generator<Fix> {
  const version = latestGate(tokens.text);
  const header = `package local:${written(nameFor(folderOf(uri)))}${version === undefined ? '' : `@${version}`};`;
  const newline = tokens.text.includes('\r\n') ? '\r\n' : '\n';
  const start = tokens.text.startsWith('\uFEFF') ? 1 : 0;
  yield {
    title: `Start with \`${header}\``,
    isPreferred: true,
    edits: [{ uri, start, end: start, text: `${header}${newline}${newline}` }],
  };
}

/** The latest version that a gate names. */
function latestGate(text: string): string | undefined {
  const gates = text.matchAll(/@(?:since|deprecated)\s*\(\s*version\s*=\s*([\w.+-]+)/g);
  const versions = [...gates]
    .map(([, version]) => version!)
    .filter((one) => versionMistake(one) === undefined);
  return versions.sort(compareVersions).at(-1);
}

const GENERIC_FOLDERS = new Set(['wit', 'src', 'deps', '']);

function nameFor(folder: string): string {
  const name = nameOf(folder);
  if (GENERIC_FOLDERS.has(name)) return folder.includes('/') ? nameFor(folderOf(folder)) : 'main';
  const kebab = kebabCase(name)?.toLowerCase() ?? name.toLowerCase();
  return identifierMistake(kebab) === undefined ? kebab : 'main';
}
