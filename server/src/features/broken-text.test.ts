import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Workspace } from '../analysis/workspace.ts';
import type { Name, TokenIndex } from '../syntax/ast.ts';
import { parse, type ParsedFile } from '../syntax/parse.ts';
import { realPackages, withoutCorpus } from '../syntax/testing/corpus.ts';
import { applyEdit, type Edit, editsAt } from '../syntax/testing/edits.ts';
import { type Declaration, declarations, withMembers } from '../syntax/testing/outline.ts';
import { random, type Random } from '../syntax/testing/random.ts';
import { editedDeclarations } from '../syntax/testing/recovered.ts';
import { isIdentifier } from '../syntax/lexer/token-kind.ts';
import { memoryFileSystem, uriOfPath } from '../testing/memory-file-system.ts';
import { complete } from './completion/complete.ts';
import { definition } from './navigation/definition.ts';
import { hover } from './hover/hover.ts';
import { prepareRename } from './navigation/rename.ts';

/** CI makes some edits of each package; `WIT_EDITS=1000` makes a thousand, with another `WIT_SEED`. */
const count = Number(process.env.WIT_EDITS ?? 15) || 1000;
const seed = Number(process.env.WIT_SEED ?? 1);

/** The hover of the name that ends at an offset. */
function answers(workspace: Workspace, uri: string, offset: number) {
  const snapshot = workspace.snapshot();
  const place = { uri, offset };
  return {
    hover: withoutConsequences(hover(snapshot, place)?.markdown ?? ''),
    definition: definition(snapshot, place),
    proposals: complete(snapshot, place)?.items.map(({ label }) => label) ?? [],
  };
}

/** Effects on other items, possibly the edited one: layouts, and the contents of worlds. */
const withoutConsequences = (markdown: string): string =>
  markdown.replace(/\n\n(Canonical ABI|Elaborated)[^]*/, '');

/** Names in the edited items and of their containers: results for these may change. */
function affectedNames(file: ParsedFile, edit: Edit): ReadonlySet<string> {
  const { tokens } = file;
  const all = declarations(file);
  const holds = ({ first, last }: Declaration) => first <= edit.token && edit.token <= last;
  const names = all
    .flatMap(withMembers)
    .filter(holds)
    .map(({ name }) => (name as Name | undefined)?.text ?? '');
  const texts = editedDeclarations(all, edit).flatMap(({ first, last }) =>
    Array.from({ length: last + 1 - first }, (_, n) => tokens.textOf(first + n)),
  );
  return new Set([edit.written, ...names, ...texts]);
}

/** The names of a file that have nothing to do with an edit. */
function otherNames({ tokens }: ParsedFile, affectedNames: ReadonlySet<string>): TokenIndex[] {
  const all = Array.from({ length: tokens.count }, (_, token) => token);
  return all.filter((token) => isIdentifier(tokens.kind(token)) && !affectedNames.has(tokens.textOf(token)));
}

/** An edit of a file, but for its header, which names the whole package. */
function pickEdit({ ast, tokens }: ParsedFile, { below, pick }: Random): Edit {
  const start = ast.header ? ast.header.last + 2 : 0;
  return pick(editsAt(tokens, start + below(Math.max(1, tokens.count - start))));
}

/** Compares the results for some names before and after an edit; returns their number. */
function compare(
  before: Workspace,
  after: Workspace,
  file: ParsedFile,
  edit: Edit,
  { pick }: Random,
): number {
  const text = applyEdit(file.tokens, edit);
  const moved = text.length - file.tokens.text.length;
  const start = file.tokens.start(edit.token);
  const now = (offset: number) => (offset > start ? offset + moved : offset);
  after.open(file.uri, text, 1);
  const mayChange = affectedNames(file, edit);
  const names = otherNames(file, mayChange);
  const asked = names.length === 0 ? [] : [1, 2, 3, 4, 5].map(() => pick(names));
  for (const token of asked) {
    const was = answers(before, file.uri, file.tokens.end(token));
    const is = answers(after, file.uri, now(file.tokens.end(token)));
    const where = `${JSON.stringify(edit)} in ${file.uri}: ${file.tokens.textOf(token)} at ${token}`;
    assert.equal(is.hover, was.hover, where);
    const targets = was.definition.map((one) => (one.uri === file.uri ? now(one.start) : one.start));
    assert.deepEqual(
      is.definition.map((one) => one.start),
      targets,
      where,
    );
    const missing = was.proposals.filter(
      (one) => !is.proposals.includes(one) && !mayChange.has(one.replace(/^%/, '')),
    );
    assert.deepEqual(missing, [], where);
  }
  return asked.length;
}

test('the keyword of an item without a name is not renamed', () => {
  const uri = uriOfPath('/a.wit');
  for (const text of ['package a:b;\ninterface {\n  f: func();\n}\n', 'package a:b;\nworld  {\n']) {
    const snapshot = new Workspace(memoryFileSystem(new Map([['/a.wit', text]]))).snapshot();
    const place = { uri, offset: text.indexOf('\n') + 3 };
    assert.deepEqual([prepareRename(snapshot, place), definition(snapshot, place)], [undefined, []]);
  }
});

describe('with one token of a package deleted, inserted or replaced', { skip: withoutCorpus }, () => {
  test('hover, definition and completion of unaffected names are unchanged', (t) => {
    const numbers = random(seed);
    let asked = 0;
    for (const files of realPackages(6)) {
      const [before, after] = [1, 2].map(() => new Workspace(memoryFileSystem(files)));
      for (let n = 0; n < count; n++) {
        const [path, text] = numbers.pick([...files]);
        const file = parse(uriOfPath(path), text);
        if (file.tokens.count === 0) continue;
        asked += compare(before!, after!, file, pickEdit(file, numbers), numbers);
        after!.close(file.uri);
      }
    }
    t.diagnostic(`asked about ${asked} names`);
    assert.ok(asked > 0);
  });
});
