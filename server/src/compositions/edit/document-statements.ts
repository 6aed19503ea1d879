import type { Edited, PlanEdit, Refused } from '../../base/plan-edit.ts';
import { lastName } from '../../base/ids.ts';
import { WAC_WORDS, type WacToken } from '../place/wac-place.ts';
import { lineEnd, lineStart, newlineOf, replaced } from './tables.ts';

/** Adds and removes statements of a WAC document for instances and exports. */
type Edit<Kind extends PlanEdit['kind']> = Extract<PlanEdit, { readonly kind: Kind }>;

/** Whether a word or string of a document names an import or export, in full or by its last word. */
export function isNameOrLastWord(word: string, name: string): boolean {
  return word.replace(/^"|"$/g, '') === name || word === lastName(name);
}

export const noInstance = (name: string): Edited => ({
  refused: `no \`let\` of the document is called “${name}”`,
});

/** Why an instance cannot have a name; undefined if it can. */
export function unusableName(tokens: readonly WacToken[], name: string): Refused | undefined {
  if (!/^[a-zA-Z][\w-]*$/.test(name) || (WAC_WORDS as readonly string[]).includes(name))
    return { refused: `“${name}” is no name in a document: write letters, digits and hyphens` };
  return isTaken(tokens, name) ? { refused: `“${name}” is a name in the document already` } : undefined;
}

/** An export behind a dot and an argument before its colon have their own names; an import gives one. */
const isTaken = (tokens: readonly WacToken[], name: string): boolean =>
  tokens.some(({ text }, at) => {
    const before = tokens[at - 1]?.text;
    const isBeforeColon = text.endsWith(':') || tokens[at + 1]?.text === ':';
    return text.replace(/:$/, '') === name && before !== '.' && (!isBeforeColon || before === 'import');
  });

const isLet = (tokens: readonly WacToken[], name: string): boolean =>
  tokens.some(({ text }, at) => text === name && tokens[at - 1]?.text === 'let');

/** Appends `export NAME["…"];`, unless it exists. */
export function exported(text: string, tokens: readonly WacToken[], { name, from }: Edit<'export'>): Edited {
  if (!from) return unexported(text, tokens, name);
  if (!isLet(tokens, from.instance)) return noInstance(from.instance);
  const as = from.export !== undefined && from.export !== name ? ` as "${name}"` : '';
  const newline = newlineOf(text);
  const before = text === '' || text.endsWith('\n') ? text : `${text}${newline}`;
  return `${before}export ${from.instance}["${from.export ?? name}"]${as};${newline}`;
}

/** Removes the statement that exports a name; exports of `...` have none. */
function unexported(text: string, tokens: readonly WacToken[], name: string): Edited {
  const found = statementsOf(tokens).find((statement) => {
    const words = statement.filter(({ text }) => !/^[\];]$/.test(text));
    return statement[0]!.text === 'export' && isNameOrLastWord(words.at(-1)!.text, name);
  });
  return found
    ? withoutStatement(text, found)
    : { refused: `no statement of its own exports “${name}”: change the document's text` };
}

/** `deps/NAMESPACE/NAME.wasm`, or `deps/NAMESPACE/NAME/VERSION.wasm`. */
const PACKAGE = /^(?:\.\/)?deps\/([^/]+)\/([^/]+?)(?:\/([^/]+))?\.wasm$/;

/** A statement in front of the exports, whose imports stay open until they are wired. */
export function added(text: string, tokens: readonly WacToken[], { instance, path }: Edit<'add'>): Edited {
  const refused = unusableName(tokens, instance);
  if (refused) return refused;
  const [, namespace, name, version] = PACKAGE.exec(path) ?? [];
  if (name === undefined)
    return {
      refused: `a document names packages, and ${path} is none: they are at deps/NAMESPACE/NAME.wasm`,
    };
  const statement = `let ${instance} = new ${namespace}:${name}${version === undefined ? '' : `@${version}`} { ... };`;
  const newline = newlineOf(text);
  const [first] = statementsOf(tokens).find(([token]) => token?.text === 'export') ?? [];
  if (!first) return `${text === '' || text.endsWith('\n') ? text : text + newline}${statement}${newline}`;
  const at = lineStart(text, first.start);
  return replaced(text, { start: at, end: at, text: `${statement}${newline}` });
}

export function removed(text: string, tokens: readonly WacToken[], { instance }: Edit<'remove'>): Edited {
  const statements = statementsOf(tokens);
  const own = statements.find(([word, name]) => word?.text === 'let' && name?.text === instance);
  if (!own) return noInstance(instance);
  const user = statements.find((one) => one !== own && one.some((token) => token.text === instance));
  if (user)
    return {
      refused: `“${instance}” is used on line ${text.slice(0, user[0]!.start).split('\n').length}: what uses it goes first`,
    };
  return withoutStatement(text, own);
}

/** Definitions that end with their brace. */
const WITH_BRACES = ['interface', 'world', 'record', 'variant', 'enum', 'flags', 'resource'];

/** From its first word to its semicolon or last brace each; braces hold none of a statement's own. */
export function statementsOf(tokens: readonly WacToken[]): readonly (readonly WacToken[])[] {
  const statements: WacToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    statements.at(-1)!.push(token);
    if (token.text === '{') depth++;
    if (token.text === '}') depth--;
    const hasBraces = token.text === '}' && WITH_BRACES.includes(statements.at(-1)![0]!.text);
    if (depth === 0 && (token.text === ';' || hasBraces)) statements.push([]);
  }
  return statements.filter((one) => one.length > 0);
}

/** Also removes the line, if it contains nothing else. */
function withoutStatement(text: string, statement: readonly WacToken[]): string {
  const { start } = statement[0]!;
  const { end } = statement.at(-1)!;
  const [from, to] = [lineStart(text, start), lineEnd(text, end)];
  const isAlone = text.slice(from, start).trim() === '' && text.slice(end, to).trim() === '';
  return replaced(
    text,
    isAlone
      ? { start: from, end: Math.min(to + newlineOf(text).length, text.length), text: '' }
      : { start, end, text: '' },
  );
}
