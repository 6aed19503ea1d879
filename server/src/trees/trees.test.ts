import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { Tree } from 'web-tree-sitter';
import { foldingRanges } from './folding.ts';
import { highlight } from './highlight.ts';
import { loadTrees, type WitTrees } from './language.ts';
import { changeBetween, OpenTree } from './open-tree.ts';
import { selectionRanges } from './selection.ts';

const grammar = 'grammars/tree-sitter-wit';
let trees: WitTrees;
before(async () => {
  trees = await loadTrees({
    engine: readFileSync('node_modules/web-tree-sitter/web-tree-sitter.wasm'),
    grammar: readFileSync(`${grammar}/tree-sitter-wit.wasm`),
    highlights: readFileSync(`${grammar}/queries/highlights.scm`, 'utf8'),
    folds: readFileSync(`${grammar}/queries/folds.scm`, 'utf8'),
  });
});

function withTree<T>(text: string, look: (open: OpenTree) => T): T {
  const open = new OpenTree(trees, text);
  try {
    return look(open);
  } finally {
    open.dispose();
  }
}

describe('highlight', () => {
  const text = '/// é\ninterface i {\n  f: async func(a: list<t>) -> u8;\n}\n';
  const tokens = () =>
    withTree(text, ({ tree }) =>
      highlight(trees, tree).map(({ start, end, type, modifiers }) =>
        [text.slice(start, end), type, ...modifiers].join(' '),
      ),
    );

  it('classifies each name', () => {
    assert.deepEqual(
      tokens().filter((token) => /^[a-z]+ (?!keyword|type|operator)/.test(token)),
      ['i interface', 'f function', 'a parameter'],
    );
  });

  it('distinguishes built-in types and docs', () => {
    assert.ok(tokens().includes('list type defaultLibrary'));
    assert.ok(tokens().includes('t type'));
    assert.ok(tokens().includes('/// é comment documentation'));
  });

  it('distinguishes accessors from names that are only `get` or `set`', () => {
    const accessors = 'interface i {\n  get: get() -> set;\n  r: set(set: u8);\n  set: func(get: u8);\n}\n';
    const found = withTree(accessors, ({ tree }) => highlight(trees, tree)).map(
      ({ start, end, type }) => `${accessors.slice(start, end)} ${type}`,
    );
    assert.deepEqual(
      found.filter((token) => /^(get|set|r) /.test(token)),
      [
        'get property',
        'get keyword',
        'set type',
        'r property',
        'set keyword',
        'set parameter',
        'set function',
        'get parameter',
      ],
    );
  });

  it('is limited to a range', () => {
    const start = text.indexOf('f:');
    const found = withTree(text, ({ tree }) => highlight(trees, tree, { start, end: start + 1 }));
    assert.deepEqual(
      found.map(({ type }) => type),
      ['function'],
    );
  });

  it('finds in each range the tokens of the whole text that touch it', () => {
    const broken = `${text}/* 😀\r */ world w {\r\n  import x: get() -> u8\n  include v with { a as b }\n`;
    withTree(broken, ({ tree }) => {
      const all = highlight(trees, tree);
      for (let start = 0; start <= broken.length; start++)
        for (const end of [start, start + 1, start + 12])
          assert.deepEqual(
            highlight(trees, tree, { start, end }),
            all.filter((token) => token.end > start && token.start < end),
            JSON.stringify(broken.slice(start, end)),
          );
    });
  });
});

describe('foldingRanges', () => {
  it('folds bodies and runs of comments, but nothing within one line', () => {
    const text = '// a\n// b\ninterface i {\n  record r { a: u8 }\n}\n';
    const found = withTree(text, ({ tree }) => foldingRanges(trees, tree));
    assert.deepEqual(
      found.map(({ start, end, kind }) => [text.slice(start, end), kind]),
      [
        ['// a\n// b', 'comment'],
        ['{\n  record r { a: u8 }\n}', 'region'],
      ],
    );
  });

  it('folds multi-line parameters of an accessor', () => {
    const text = 'world w { export volume: set(\n  level: u8,\n); }\n';
    const found = withTree(text, ({ tree }) => foldingRanges(trees, tree));
    assert.ok(found.some(({ start, end }) => text.slice(start, end) === '(\n  level: u8,\n)'));
  });

  it('counts from the start of the text, not from the first token', () => {
    const text = '\n\n\ninterface i { record r { a: u8 } }\n\nworld w {\n}\n';
    const found = withTree(text, ({ tree }) => foldingRanges(trees, tree));
    assert.deepEqual(
      found.map(({ start, end }) => text.slice(start, end)),
      ['{\n}'],
    );
  });

  it('does not fold trailing comments', () => {
    const text = 'interface i {\n  type a = u8; // one\n  type b = u8; // two\n}\n';
    const found = withTree(text, ({ tree }) => foldingRanges(trees, tree));
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['region'],
    );
  });
});

describe('selectionRanges', () => {
  it('ends a comment before the CR of its line', () => {
    const text = '// what\r\npackage a:b;\r\n';
    const [innermost] = withTree(text, (open) => selectionRanges(open, 4));
    assert.deepEqual(innermost, { start: 0, end: '// what'.length });
  });

  it('expand from a name to the file', () => {
    const text = 'interface i { f: func(a: u8); }';
    const found = withTree(text, (open) => selectionRanges(open, text.indexOf('u8')));
    assert.deepEqual(
      found.map(({ start, end }) => text.slice(start, end)),
      ['u8', 'a: u8', '(a: u8)', 'func(a: u8)', 'f: func(a: u8);', '{ f: func(a: u8); }', text],
    );
  });

  it('expand to the whole text around blank lines at its ends', () => {
    const text = '\n\npackage a:b;\n\n';
    for (const offset of [0, text.length])
      assert.deepEqual(withTree(text, (open) => selectionRanges(open, offset)).at(-1), {
        start: 0,
        end: text.length,
      });
  });

  it('expand from an accessor keyword to its gates', () => {
    const item = '@since(version = 1.0.0) volume: get() -> u8;';
    const text = `interface i { ${item} }`;
    const found = withTree(text, (open) => selectionRanges(open, text.indexOf('get')));
    assert.deepEqual(
      found.slice(0, 3).map(({ start, end }) => text.slice(start, end)),
      ['get', 'get() -> u8', item],
    );
  });
});

describe('OpenTree', () => {
  it('finds the shortest range that differs', () => {
    assert.deepEqual(changeBetween('abcd', 'abXcd'), { start: 2, oldEnd: 2, newEnd: 3 });
    assert.deepEqual(changeBetween('aaa', 'aa'), { start: 2, oldEnd: 3, newEnd: 2 });
  });

  it('frees every tree that it creates', (t) => {
    const parsed = t.mock.method(trees.parser, 'parse');
    const freed = t.mock.method(Tree.prototype, 'delete');
    withTree('interface i {}', (open) => {
      for (const text of ['interface j {}', 'interface j {}', 'interface {', '']) open.update(text);
      assert.equal(freed.mock.callCount(), parsed.mock.callCount() - 1);
    });
    assert.equal(parsed.mock.callCount(), 4);
    assert.equal(freed.mock.callCount(), 4);
  });

  it('equals a fresh parse after any edits', () => {
    const pieces = ['{', '}', 'f: func();\n', '/*', '*/', 'é𝒳', '\r\n', 'interface j {}\n', ';', ' '];
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48271) % 0x7fffffff) % below;
    let text = readFileSync('test-fixtures/workspaces/edge/wit/service.wit', 'utf8');
    withTree(text, (open) => {
      for (let edit = 0; edit < 300; edit++) {
        const at = random(text.length);
        text = text.slice(0, at) + pieces[random(pieces.length)] + text.slice(at + random(4));
        open.update(text);
        const fresh = withTree(text, ({ tree }) => tree.rootNode.toString());
        assert.equal(open.tree.rootNode.toString(), fresh);
      }
    });
  });
});
