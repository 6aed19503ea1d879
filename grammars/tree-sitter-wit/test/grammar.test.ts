import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { Language, Parser, Query } from 'web-tree-sitter';
import { generated } from '../../../scripts/lib/generated-grammar.mjs';
import { parse } from '../../../server/src/syntax/parse.ts';
import {
  casesOfAllTools,
  corpora,
  startOf,
  withoutCorpus,
} from '../../../server/src/syntax/testing/corpus.ts';

const grammar = 'grammars/tree-sitter-wit';

let language: Language;
let parser: Parser;
before(async () => {
  await Parser.init();
  language = await Language.load(`${grammar}/tree-sitter-wit.wasm`);
  parser = new Parser();
  parser.setLanguage(language);
});

/** Gives the tree to `look` and frees it. */
function withTree<T>(
  text: string,
  look: (root: NonNullable<ReturnType<Parser['parse']>>['rootNode']) => T,
): T {
  const tree = parser.parse(text)!;
  try {
    return look(tree.rootNode);
  } finally {
    tree.delete();
  }
}

const section = /(?:^|\n)=+\n([^\n]+)\n=+\n\n([^]*?)\n\n---\n([^]*?)(?=\n=+\n[^\n]+\n=+\n|$)/g;

describe('test/corpus', () => {
  for (const file of readdirSync(`${grammar}/test/corpus`)) {
    const path = `${grammar}/test/corpus/${file}`;
    for (const [, title = '', source = '', expected = ''] of readFileSync(path, 'utf8').matchAll(section)) {
      it(`${file}: ${title}`, () => {
        const found = withTree(source, (root) => root.toString());
        // UPDATE=1 fills in trees with errors, which `tree-sitter test --update` leaves alone.
        if (process.env.UPDATE && expected.trim() === '') return fillIn(path, source, found);
        assert.equal(found, expected.trim().replace(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(' )', ')'));
      });
    }
  }
});

function fillIn(path: string, source: string, tree: string): void {
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(`${source}\n\n---\n`, `${source}\n\n---\n\n${tree}\n`));
}

/** Errors that the grammar leaves to a checker: inside of tokens, limits, and a keyword that is not in the grammar. */
const leftToChecker = new Set([
  'control-character',
  'direction-override',
  'discouraged-character',
  'identifier-character',
  'identifier-part-empty',
  'invalid-version',
  'list-length-too-large',
  'package-nesting',
  'string-code-point',
  'string-encoding',
  'type-nesting',
]);

function* witFilesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* witFilesBelow(path);
    else if (entry.name.endsWith('.wit')) yield path;
  }
}

/** The texts of a case: a file, or the folder of a package, of which the reference reads no subfolder but deps. */
function* filesOf(path: string): Generator<string> {
  if (path.endsWith('.wit')) return yield path;
  // One case is a package in the text format of wasm.
  if (!statSync(path).isDirectory()) return;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isFile() && entry.name.endsWith('.wit')) yield join(path, entry.name);
    else if (entry.name === 'deps') yield* witFilesBelow(join(path, 'deps'));
  }
}

describe('the texts that the reference accepts', { skip: withoutCorpus }, () => {
  const cases = casesOfAllTools().filter(({ ref263 }) => ref263?.verdict === 'pass');

  it('parse without an error', (t) => {
    const files = cases.flatMap((one) => [...filesOf(startOf(one))]);
    t.diagnostic(`${cases.length} packages, ${files.length} files`);
    const refused = files.filter((path) => withTree(readFileSync(path, 'utf8'), (root) => root.hasError));
    assert.ok(files.length >= cases.length);
    assert.deepEqual(refused, []);
  });
});

describe('the grammar and the parser of the server', { skip: withoutCorpus }, () => {
  it('take the same texts of the corpus for WIT', () => {
    const files = corpora().flatMap((folder) => [...witFilesBelow(join(folder, 'cases'))]);
    const disagree = files.filter((path) => {
      const text = readFileSync(path, 'utf8');
      const { tokens, ast } = parse(path, text);
      const [first] = [...tokens.errors, ...ast.errors];
      // Where the parser's first mistake is one of these, the tree may have an error or not.
      if (first && (leftToChecker.has(first.code) || first.detail.found === 'keyword `from`')) return false;
      return withTree(text, (root) => root.hasError) !== (first !== undefined);
    });
    assert.deepEqual(disagree, []);
  });
});

describe('the queries', () => {
  const text =
    '/// d\ninterface i { use j.{a as b}; resource r { m: func(); } f: func(x: list<b>) -> r; }\nworld w { include v; }\n';

  /** The captures of the query, from left to right: the name and the text, with `…` for a body. */
  function captured(file: string): string[] {
    const query = new Query(language, readFileSync(`${grammar}/queries/${file}`, 'utf8'));
    const found = withTree(text, (root) =>
      query.captures(root).map(({ name, node }) => `${name} ${node.text.replace(/\s[^]*/, ' …')}`),
    );
    query.delete();
    return found;
  }

  it('highlights.scm distinguishes names by their meaning', () => {
    const names = captured('highlights.scm').filter(
      (found) => !/^(punctuation|operator|keyword)/.test(found),
    );
    assert.deepEqual(names, [
      'comment.documentation /// …',
      'type.interface i',
      'type.interface j',
      'type a',
      'type b',
      'type r',
      'function.method m',
      'function f',
      'variable.parameter x',
      'type.builtin list',
      'type b',
      'type r',
      'type.world w',
      'type.interface v',
      'type.world v',
    ]);
  });

  it('locals.scm distinguishes definitions from references', () => {
    assert.deepEqual(captured('locals.scm'), [
      'local.scope /// …',
      'local.definition i',
      'local.scope { …',
      'local.reference j',
      'local.definition.type b',
      'local.definition.type r',
      'local.definition.function f',
      'local.reference b',
      'local.reference r',
      'local.definition w',
      'local.scope { …',
      'local.reference v',
    ]);
  });

  it('folds.scm folds bodies', () => {
    assert.deepEqual(captured('folds.scm'), [
      'fold { …',
      'fold {a …',
      'fold { …',
      'fold ()',
      'fold (x: …',
      'fold { …',
    ]);
  });

  it('injections.scm takes docs for Markdown', () => {
    assert.deepEqual(captured('injections.scm'), ['injection.content /// …']);
  });

  it('tags.scm lists definitions and references', () => {
    assert.deepEqual(captured('tags.scm'), [
      'definition.interface interface …',
      'name i',
      'definition.class resource …',
      'name r',
      'definition.method m: …',
      'name m',
      'definition.function f: …',
      'name f',
      'reference.type b',
      'name b',
      'reference.type r',
      'name r',
      'definition.module world …',
      'name w',
    ]);
  });
});

describe('the committed files', () => {
  it('was generated from the grammar beside it', () => {
    const recorded = JSON.parse(readFileSync(`${grammar}/generated.json`, 'utf8'));
    assert.deepEqual(recorded, generated(), 'npm run build:grammar makes it anew');
  });
});
