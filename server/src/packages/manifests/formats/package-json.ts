import { folderOf } from '../../../base/uri-paths.ts';
import { manifest, type Manifest } from '../manifest.ts';
import { resolvePath, witFolderOf } from '../paths.ts';
import { isTable, type ManifestText } from './manifest-text.ts';

/**
 * `package.json` of a project that calls jco: its scripts name the folder with the WIT. Nothing else in it does, and
 * its errors are reported elsewhere.
 */
export function readPackageJson({ uri, text }: ManifestText): Manifest {
  const folders = text.includes('jco') ? scriptsOf(text).flatMap(commands).flatMap(witOf) : [];
  return manifest({ uri, witFolders: folders.map((path) => witFolderOf(resolvePath(folderOf(uri), path))) });
}

function scriptsOf(text: string): string[] {
  try {
    const { scripts } = JSON.parse(text) as { scripts?: unknown };
    return isTable(scripts) ? Object.values(scripts).filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** The words of each command of a shell line. Paths with blanks are not supported. */
const commands = (script: string): string[][] =>
  script.split(/&&|\|\||[;|\n]/).map((one) => one.trim().split(/\s+/).map(unquoted));

const unquoted = (word: string): string => word.replace(/^(["'])(.*)\1$/, '$2');

/** `jco componentize … --wit PATH`, or `jco types PATH` and its like. */
function witOf(words: readonly string[]): string[] {
  const start = words.findIndex((word) => /(^|[/\\])jco(@\S*)?$/.test(word));
  const [command = '', ...rest] = start < 0 ? [] : words.slice(start + 1);
  const found =
    command === 'componentize' ? option(rest) : /^(guest-)?types$/.test(command) ? rest[0] : undefined;
  return found === undefined || found.startsWith('-') || found.includes('$') ? [] : [found];
}

function option(words: readonly string[]): string | undefined {
  const joined = words.find((word) => word.startsWith('--wit='));
  if (joined !== undefined) return joined.slice('--wit='.length);
  const at = words.findIndex((word) => word === '--wit' || word === '-w');
  return at < 0 ? undefined : words[at + 1];
}
