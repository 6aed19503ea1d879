import { kebabCase } from '../../syntax/identifier.ts';
import { isIdentifier } from '../../syntax/token-kind.ts';
import type { ParsedFile } from '../../syntax/parse.ts';
import { written } from '../written-name.ts';
import type { FileEdit, Fix, FixContext } from './fix.ts';

/** Writes a name in kebab case, wherever it stands in the files of its package. */
export function* inKebabCase({ snapshot, file, found }: FixContext): Generator<Fix> {
  const { name = '' } = found.detail;
  const kebab = kebabCase(name);
  if (kebab === undefined) return;
  const sources = snapshot.sources(file.uri);
  const groups = sources ? [sources.main, ...sources.dependencies] : [];
  const files = groups.find((group) => group.files.some(({ uri }) => uri === file.uri))?.files ?? [file];
  yield {
    title: `Change to \`${kebab}\``,
    isPreferred: true,
    isAutomatic: true,
    edits: files.flatMap((one) => [...occurrences(one, name, written(kebab))]),
  };
}

function* occurrences({ uri, tokens }: ParsedFile, name: string, text: string): Generator<FileEdit> {
  for (let token = 0; token < tokens.count; token++) {
    const isName = isIdentifier(tokens.kind(token)) && tokens.textOf(token).replace(/^%/, '') === name;
    if (isName) yield { uri, start: tokens.start(token), end: tokens.end(token), text };
  }
}
