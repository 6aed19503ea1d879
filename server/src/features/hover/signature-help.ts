import type { OffsetRange, Place, Snapshot } from '../../analysis/snapshot.ts';
import type { TokenIndex } from '../../syntax/ast.ts';
import type { Tokens } from '../../syntax/lexer/tokens.ts';
import { type CursorContext, cursorContext, inComment } from '../completion/context.ts';
import { wordDocs } from './language-docs.ts';
import { functionDocs, gateDocs, genericDocs, type ParameterDocs, payloadDocs } from './parameter-docs.ts';

export interface Signature {
  readonly label: string;
  /** Markdown. */
  readonly docs: string;
  readonly parameters: readonly Parameter[];
}

/** UTF-16 offsets in the label. */
export interface Parameter extends OffsetRange {
  /** Markdown. */
  readonly docs: string;
}

export interface SignatureHelp {
  readonly signatures: readonly Signature[];
  /** Index of the signature that matches the written text. */
  readonly active: number;
  /** Index of the parameter at the cursor; behind the last one where there is one too many. */
  readonly parameter: number;
}

/**
 * Help for the brackets around the cursor: of a gate, or of a type with parameters. It depends only on the tokens
 * before the cursor, so that broken text behind it does not matter.
 *
 * @param isInvoked whether the user requested it; then also for functions and cases, where it would distract while typing
 */
export function signatureHelp(
  snapshot: Snapshot,
  { uri, offset }: Place,
  { isInvoked }: { readonly isInvoked: boolean },
): SignatureHelp | undefined {
  const tokens = snapshot.file(uri)?.tokens;
  if (!tokens || inComment(tokens, offset)) return undefined;
  const context = cursorContext(tokens, offset);
  const word = context.opener.at(-1);
  if (word === undefined) return undefined;
  const { written, forms } = docsAt(tokens, context, word, isInvoked);
  if (forms.length === 0) return undefined;
  return {
    signatures: forms.map((one) => signatureOf(one, wordDocs(written)?.docs ?? '')),
    ...activeIn(forms, context.elementsBefore),
  };
}

interface DocsAt {
  /** The key of the word before the bracket in `wordDocs`. */
  readonly written: string;
  readonly forms: readonly ParameterDocs[];
}

/** @param word the token before the innermost open bracket */
function docsAt(
  tokens: Tokens,
  { containers, opener }: CursorContext,
  word: TokenIndex,
  isInvoked: boolean,
): DocsAt {
  const text = tokens.textOf(word);
  const container = containers.at(-1);
  if (container === 'attribute') return { written: `@${text}`, forms: gateDocs(text) };
  if (container === 'type-arguments') return { written: text, forms: genericDocs(text) };
  if (isInvoked && container === 'payload') return { written: 'variant', forms: payloadDocs };
  if (!isInvoked || container !== 'params') return { written: text, forms: [] };
  if (text === 'constructor') return { written: text, forms: functionDocs('constructor') };
  const isStatic = opener.some((token) => tokens.textOf(token) === 'static');
  const isMethod = containers.at(-2) === 'resource' && !isStatic;
  return {
    written: isStatic ? 'static' : 'func',
    forms: text === 'func' ? functionDocs(isMethod ? 'method' : 'function') : [],
  };
}

/** @param before the number of parameters before the cursor */
function activeIn(forms: readonly ParameterDocs[], before: number): Omit<SignatureHelp, 'signatures'> {
  const fitting = forms.findIndex(({ parameters }) => parameters.length > before);
  const active = fitting < 0 ? forms.length - 1 : fitting;
  const { parameters } = forms[active]!;
  const isRepeated = parameters.at(-1)?.[0] === '…';
  return { active, parameter: isRepeated ? Math.min(before, parameters.length - 1) : before };
}

function signatureOf({ label, parameters }: ParameterDocs, docs: string): Signature {
  const inside = label.search(/[<(]/) + 1;
  return {
    label,
    docs,
    parameters: parameters.map(([written, docs]) => {
      const start = label.indexOf(written, inside);
      return { start, end: start + written.length, docs };
    }),
  };
}
