import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rules } from '../check/catalogue.ts';
import { casesOfAllTools, filesOf } from '../syntax/testing/corpus.ts';
import { random, type Random } from '../syntax/testing/random.ts';
import { randomEdit } from '../syntax/testing/random-edits.ts';
import { serveInProcess } from '../testing/in-process.ts';
import { LspError } from '../testing/lsp-client.ts';
import { memoryFileSystem } from '../testing/memory-file-system.ts';

/** CI asks some; `WIT_REQUESTS=20000` asks that many, about texts of the corpus too, with another `WIT_SEED`. */
const wanted = Number(process.env.WIT_REQUESTS ?? 0);
const count = wanted || 1000;
const seed = Number(process.env.WIT_SEED ?? 1);

const uri = 'file:///a.wit';
const textDocument = { uri };

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Place {
  readonly position: Position;
  readonly range: { readonly start: Position; readonly end: Position };
}

/** Every request about a document that the server offers, with its parameters. */
const requests: Record<string, (place: Place) => object> = {
  'textDocument/codeAction': ({ range }) => ({ range, context: { diagnostics: [] } }),
  'textDocument/completion': ({ position }) => ({ position }),
  'textDocument/declaration': ({ position }) => ({ position }),
  'textDocument/definition': ({ position }) => ({ position }),
  'textDocument/diagnostic': () => ({}),
  'textDocument/documentHighlight': ({ position }) => ({ position }),
  'textDocument/documentLink': () => ({}),
  'textDocument/documentSymbol': () => ({}),
  'textDocument/foldingRange': () => ({}),
  'textDocument/formatting': () => ({ options: { tabSize: 2, insertSpaces: true } }),
  'textDocument/hover': ({ position }) => ({ position }),
  'textDocument/implementation': ({ position }) => ({ position }),
  'textDocument/prepareRename': ({ position }) => ({ position }),
  'textDocument/rangeFormatting': ({ range }) => ({ range, options: { tabSize: 2, insertSpaces: true } }),
  'textDocument/references': ({ position }) => ({ position, context: { includeDeclaration: true } }),
  'textDocument/rename': ({ position }) => ({ position, newName: 'renamed' }),
  'textDocument/selectionRange': ({ position }) => ({ positions: [position] }),
  'textDocument/semanticTokens/full': () => ({}),
  'textDocument/semanticTokens/range': ({ range }) => ({ range }),
  'textDocument/signatureHelp': ({ position }) => ({ position }),
  'textDocument/typeDefinition': ({ position }) => ({ position }),
};

/** Offered as a provider, and no request about a place in a document. */
const otherProviders = ['workspaceSymbolProvider'];

describe('requests about random places in broken texts', () => {
  it('cover all requests of the server', async () => {
    const client = await serveInProcess(memoryFileSystem(new Map()));
    const { capabilities } = client.received.find(({ id }) => id === 1)!.result as { capabilities: object };
    const offered = Object.keys(capabilities).filter((name) => name.endsWith('Provider'));
    const asked = Object.keys(requests).map((method) => method.split('/')[1]!);
    const isAsked = (name: string) => asked.includes(methodOf(name));
    assert.deepEqual(
      offered.filter((name) => !isAsked(name) && !otherProviders.includes(name)),
      [],
    );
  });

  it('have results with ranges inside the document', async () => {
    const capabilities = { textDocument: { diagnostic: {} } };
    const client = await serveInProcess(memoryFileSystem(new Map()), { capabilities });
    const answered = new Set<string>();
    const numbers = random(seed);
    const texts = startingTexts();
    let text = '';
    for (let n = 0; n < count; n++) {
      if (n % 10 === 0) {
        // Every other text is a broken one that is broken further.
        text = randomEdit(n % 40 === 0 ? numbers.pick(texts) : text, numbers);
        const [method, params] = n === 0 ? opened(text) : changed(text, n);
        client.notify(method, params);
        client.received.length = 0;
      }
      const method = numbers.pick(Object.keys(requests));
      const params = { textDocument, ...requests[method]!(placeIn(text, numbers)) };
      const answer = await client.request(method, params).catch(refused);
      const wrong = [...rangesIn(answer)].filter((range) => !isWithin(range, text));
      assert.deepEqual(wrong, [], `${method} ${JSON.stringify(params)} of\n${JSON.stringify(text)}`);
      if (answer !== null) answered.add(method);
      if (method.includes('semanticTokens')) assertTokensWithin(answer, text);
    }
    assert.deepEqual([...answered].sort(), Object.keys(requests));
  });
});

/** Of a provider in capabilities, as its request is called. */
function methodOf(provider: string): string {
  const renamed: Record<string, string> = {
    documentFormatting: 'formatting',
    documentRangeFormatting: 'rangeFormatting',
  };
  const name = provider.slice(0, -'Provider'.length);
  return renamed[name] ?? name;
}

function startingTexts(): readonly string[] {
  const examples = rules.flatMap((rule) => [...rule.examples.accept, ...rule.examples.reject]);
  return wanted ? [...examples, ...casesOfAllTools().flatMap((one) => [...filesOf(one).values()])] : examples;
}

const opened = (text: string) =>
  ['textDocument/didOpen', { textDocument: { uri, languageId: 'wit', version: 0, text } }] as const;

const changed = (text: string, version: number) =>
  ['textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] }] as const;

/** A refused request is a valid response, such as for a place that cannot be renamed. An error of the server is not. */
function refused(error: unknown): null {
  const internalError = -32603;
  if (!(error instanceof LspError) || error.code === internalError) throw error;
  return null;
}

/** Half of the positions are at the start of a word, since few requests have a result elsewhere. */
/** Often the start of a word or the inside of a parenthesis, where most requests have a result. */
function placeIn(text: string, { below, pick }: Random): Place {
  const offsets = pick([/\b\w/g, /(?<=\()/g, /(?:)/g].map((sought) => [...text.matchAll(sought)]));
  const offset = offsets.length > 0 ? pick(offsets).index : below(text.length + 1);
  const [start, end] = [below(text.length + 1), below(text.length + 1)].sort((a, b) => a - b);
  return {
    position: positionAt(text, offset),
    range: { start: positionAt(text, start!), end: positionAt(text, end!) },
  };
}

/** Lines end in CR, LF or both, as LSP says. */
const linesOf = (text: string): readonly string[] => text.split(/\r\n|\r|\n/);

function positionAt(text: string, offset: number): Position {
  const before = linesOf(text.slice(0, offset));
  return { line: before.length - 1, character: before.at(-1)!.length };
}

function isWithin({ start, end }: Place['range'], text: string): boolean {
  const lines = linesOf(text);
  const isPlace = ({ line, character }: Position) =>
    line >= 0 && character >= 0 && line < lines.length && character <= lines[line]!.length;
  const isOrdered = start.line < end.line || (start.line === end.line && start.character <= end.character);
  return isOrdered && isPlace(start) && isPlace(end);
}

/** All ranges in a response that are about the document. */
function* rangesIn(answer: unknown, about = uri): Generator<Place['range']> {
  if (typeof answer !== 'object' || answer === null) return;
  const { uri: of = about, start, end } = answer as { uri?: string } & Partial<Place['range']>;
  if (start && end) return of === uri ? yield { start, end } : undefined;
  for (const value of Object.values(answer)) yield* rangesIn(value, of);
}

function assertTokensWithin(answer: unknown, text: string): void {
  const { data } = (answer ?? { data: [] }) as { data: readonly number[] };
  const lines = linesOf(text);
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    character = data[at] === 0 ? character + data[at + 1]! : data[at + 1]!;
    line += data[at]!;
    assert.ok(
      character + data[at + 2]! <= lines[line]!.length,
      `${line}:${character} of ${JSON.stringify(text)}`,
    );
  }
}
