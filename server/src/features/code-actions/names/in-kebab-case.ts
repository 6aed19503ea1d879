import type { Snapshot } from '../../../analysis/snapshot.ts';
import { typesOf } from '../../../check/facts/scopes.ts';
import type { TokenIndex } from '../../../syntax/ast.ts';
import { kebabCase } from '../../../syntax/identifier.ts';
import type { ParsedFile } from '../../../syntax/parse.ts';
import { primitiveTypes } from '../../../syntax/primitive-types.ts';
import { isIdentifier } from '../../../syntax/lexer/token-kind.ts';
import { written } from '../../written-name.ts';
import { bodiesIn } from '../bodies-in.ts';
import type { Fix, FixContext } from '../fix.ts';
import type { FileEdit } from '../../results.ts';

/** Changes a name to kebab case, in all files of its package. */
export function* inKebabCase({ snapshot, file, found }: FixContext): Generator<Fix> {
  const { name = '' } = found.detail;
  const kebab = kebabCase(name);
  if (kebab === undefined) return;
  yield {
    title: `Change to \`${kebab}\``,
    isPreferred: true,
    isAutomatic: true,
    edits: filesBeside(snapshot, file).flatMap((one) => [...occurrences(snapshot, one, name, kebab)]),
  };
}

/** The files that are one package with a file. */
function filesBeside(snapshot: Snapshot, file: ParsedFile): readonly ParsedFile[] {
  const sources = snapshot.sources(file.uri);
  const groups = sources ? [sources.main, ...sources.dependencies] : [];
  return groups.find((group) => group.files.some(({ uri }) => uri === file.uri))?.files ?? [file];
}

function* occurrences(
  snapshot: Snapshot,
  file: ParsedFile,
  name: string,
  kebab: string,
): Generator<FileEdit> {
  const { uri, tokens } = file;
  // `String` as a type means `string`; as a name it becomes `%string`.
  const isOfLanguage = primitiveTypes.some((type) => type === kebab);
  const types = isOfLanguage ? typesIn(snapshot, uri) : new Set<TokenIndex>();
  for (let token = 0; token < tokens.count; token++) {
    const isName = isIdentifier(tokens.kind(token)) && tokens.textOf(token).replace(/^%/, '') === name;
    const text = types.has(token) ? kebab : written(kebab);
    if (isName) yield { uri, start: tokens.start(token), end: tokens.end(token), text };
  }
}

/** Where a file names types. */
function typesIn(snapshot: Snapshot, uri: string): ReadonlySet<TokenIndex> {
  const types = bodiesIn(snapshot, uri).flatMap(typesOf);
  return new Set(types.flatMap((type) => (type.kind === 'named' ? [type.name.token] : [])));
}
