import type { BodyItem } from '../../../check/facts/scopes.ts';
import { packageKey } from '../../../packages/package-source.ts';
import { isWorld, type Definition, type ItemModel, type Scope } from '../../../resolve/model.ts';
import { gateOf } from '../../../resolve/gates.ts';
import type { Use } from '../../../syntax/ast.ts';
import type { ParsedFile } from '../../../syntax/parse.ts';
import { kindOf } from '../../../syntax/lexer/token-kind.ts';
import type { Tokens } from '../../../syntax/lexer/tokens.ts';
import type { FileEdit } from '../../results.ts';
import { lineGap } from '../line-gap.ts';

/** An interface, by its name and the key of its package. */
type InterfaceId = Pick<Definition, 'name' | 'package'>;

interface UsedTypes {
  readonly from: InterfaceId;
  /** Of the interface, as written in the body. */
  readonly path: string;
  /** As written, with commas between them. */
  readonly names: string;
  /** The only one, whose gate the `use` must have; undefined if it needs none. */
  readonly type?: Definition | undefined;
}

/** Whether a body has its `{`; without it, no place is known to be in the body alone. */
export function isOpened({ tokens }: ParsedFile, scope: Scope): boolean {
  const brace = openingBrace(tokens, scope);
  const firstItem = itemsOf(scope)[0]?.first;
  return firstItem === undefined ? brace <= scope.definition.node.last : brace < firstItem;
}

/** Adds names to the `use` of an interface in a body that is opened, or such a `use` below the existing ones. */
export function useOf(
  { uri, tokens }: ParsedFile,
  scope: Scope,
  { from, path, names, type }: UsedTypes,
): FileEdit {
  const uses = usesOf(scope);
  const feature = featureOf(type);
  const isAlike = (use: Use) => refersTo(use, scope, from) && featureIn(use) === feature;
  const last = uses.find(isAlike)?.names.at(-1);
  if (last) return { uri, ...at(tokens.end(last.last)), text: `, ${names}` };
  // An incomplete `use` may have taken in tokens of the next item.
  const complete = uses.findLast((use) => tokens.kind(use.last) === kindOf[';']);
  const above = complete?.last ?? openingBrace(tokens, scope);
  const gap = gapBelow(tokens, scope);
  const gate = gateIn(scope, feature);
  const text = `${gap}${gate && gate + gap}use ${path}.{${names}};`;
  return { uri, ...at(endOfLine(tokens, above)), text };
}

/** The feature that a type needs, by its own gate or that of its interface. */
function featureOf(type: Definition | undefined): string | undefined {
  return type && (featureIn(type.node) ?? featureIn(type.container?.node));
}

function featureIn(node: Definition['node'] | undefined): string | undefined {
  const gate = gateOf(node?.attributes);
  return gate.kind === 'unstable' ? gate.feature : undefined;
}

/** The gate of a new `use`: the feature that it requires, or the version of the body. */
function gateIn({ definition }: Scope, feature: string | undefined): string {
  const around = gateOf(definition.node.attributes);
  if (feature !== undefined)
    return featureIn(definition.node) === feature ? '' : `@unstable(feature = ${feature})`;
  return around.kind === 'since' ? `@since(version = ${around.version})` : '';
}

const at = (offset: number) => ({ start: offset, end: offset });

const usesOf = (scope: Scope): Use[] => itemsOf(scope).filter((item) => item.kind === 'use');

function itemsOf(scope: Scope): readonly BodyItem[] {
  const model = scope as ItemModel;
  return isWorld(model) ? model.node.items : model.items;
}

function refersTo({ path }: Use, scope: Scope, to: InterfaceId): boolean {
  const key = path?.package ? packageKey(path.package) : scope.definition.package;
  return path?.name?.text === to.name && key === to.package;
}

function openingBrace(tokens: Tokens, { definition }: Scope): number {
  let token = definition.token;
  while (tokens.kind(token) !== kindOf['{'] && tokens.kind(token) !== kindOf.eof) token++;
  return token;
}

/** Behind a token, and behind a comment on it in the same line. */
function endOfLine(tokens: Tokens, token: number): number {
  const end = tokens.end(token);
  const gap = tokens.text.slice(end, tokens.start(token + 1));
  const line = /^[ \t]*\/\/[^\r\n]*/.exec(gap)?.[0] ?? '';
  return end + line.length;
}

/** The text before the items of the body: a line break and their indentation, or a space. */
function gapBelow(tokens: Tokens, scope: Scope): string {
  const brace = openingBrace(tokens, scope);
  return lineGap(tokens.text.slice(tokens.end(brace), tokens.start(brace + 1)));
}
