import { packageKey } from '../../../packages/package-source.ts';
import { isWorld, type Definition, type ItemModel, type Scope } from '../../../resolve/model.ts';
import type { Use } from '../../../syntax/ast.ts';
import type { ParsedFile } from '../../../syntax/parse.ts';
import { kindOf } from '../../../syntax/lexer/token-kind.ts';
import type { Tokens } from '../../../syntax/lexer/tokens.ts';
import type { FileEdit } from '../fix.ts';
import { lineGap } from '../line-gap.ts';

/** An interface, by its name and the key of its package. */
type InterfaceId = Pick<Definition, 'name' | 'package'>;

/**
 * Adds a name to the `use` that a body has of an interface, or such a `use` below those that are there.
 *
 * @param path by which the interface is named in the body
 * @param name as it is written; several with commas between them
 */
export function useOf(
  { uri, tokens }: ParsedFile,
  scope: Scope,
  from: InterfaceId,
  path: string,
  name: string,
): FileEdit {
  const uses = usesOf(scope);
  const last = uses.find((use) => leadsTo(use, scope, from))?.names.at(-1);
  if (last) return { uri, ...at(tokens.end(last.last)), text: `, ${name}` };
  const above = uses.at(-1)?.last ?? openingBrace(tokens, scope);
  return { uri, ...at(endOfLine(tokens, above)), text: `${gapBelow(tokens, scope)}use ${path}.{${name}};` };
}

const at = (offset: number) => ({ start: offset, end: offset });

function usesOf(scope: Scope): Use[] {
  const model = scope as ItemModel;
  const items = isWorld(model) ? model.node.items : model.items;
  return items.filter((item) => item.kind === 'use');
}

function leadsTo({ path }: Use, scope: Scope, to: InterfaceId): boolean {
  const key = path?.package ? packageKey(path.package) : scope.definition.package;
  return path?.name?.text === to.name && key === to.package;
}

function openingBrace(tokens: Tokens, { definition }: Scope): number {
  let token = definition.token;
  while (tokens.kind(token) !== kindOf['{'] && tokens.kind(token) !== kindOf.eof) token++;
  return token;
}

/** Behind a token, and behind what is said of it in the same line. */
function endOfLine(tokens: Tokens, token: number): number {
  const end = tokens.end(token);
  const gap = tokens.text.slice(end, tokens.start(token + 1));
  const line = /^[ \t]*\/\/[^\r\n]*/.exec(gap)?.[0] ?? '';
  return end + line.length;
}

/** What stands before the items of the body: a line break and their indentation, or a space. */
function gapBelow(tokens: Tokens, scope: Scope): string {
  const brace = openingBrace(tokens, scope);
  return lineGap(tokens.text.slice(tokens.end(brace), tokens.start(brace + 1)));
}
