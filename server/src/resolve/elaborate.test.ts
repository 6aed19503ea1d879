import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { directoryRoot, fileRoot } from '../packages/find-root.ts';
import { nodeFileSystem, uriOf } from '../node/file-system.ts';
import { parse, type ParsedFile } from '../syntax/parse.ts';
import { corpus, withoutCorpus } from '../syntax/testing/corpus.ts';
import type { WorldItem, WorldModel } from './model.ts';
import { resolveRoot } from './resolve-root.ts';

const read = (uri: string): ParsedFile => parse(uri, nodeFileSystem.readText(uri)!);

function worldIn(text: string): WorldModel {
  const root = fileRoot((uri) => parse(uri, text), 'file:///a.wit')!;
  return resolveRoot(root, new Set()).main.worlds.at(-1)!;
}

const keys = (items: ReadonlyMap<string, WorldItem>): string => [...items.keys()].join(' ');

describe('an elaborated world', () => {
  it('imports the dependencies of its imports, before them', () => {
    const world = worldIn(`package a:b@1.0.0;
      interface low { type t = u8; }
      interface high { use low.{t}; f: func() -> t; }
      world w { import high; }`);
    assert.equal(keys(world.imports), 'a:b/low@1.0.0 a:b/high@1.0.0');
  });

  it('imports an interface whose types it uses, with its dependencies', () => {
    const world = worldIn(`package a:b;
      interface low { type t = u8; }
      interface high { use low.{t}; }
      world w { use high.{t}; }`);
    assert.equal(keys(world.imports), 'a:b/low a:b/high t');
  });

  it('does not import interfaces of an empty or gated `use`', () => {
    const world = worldIn(`package a:b;
      interface low { type t = u8; }
      interface high { use low.{}; @unstable(feature = x) use low.{t}; }
      world w { import high; }`);
    assert.equal(keys(world.imports), 'a:b/high');
  });

  it('imports dependencies of its exports that it does not export', () => {
    const world = worldIn(`package a:b;
      interface low { type t = u8; }
      interface high { use low.{t}; }
      world w { export high; }`);
    assert.equal(keys(world.imports), 'a:b/low');
    assert.equal(keys(world.exports), 'a:b/high');
  });

  it('has its exports in the order of use', () => {
    const world = worldIn(`package a:b;
      interface low { type t = u8; }
      interface high { use low.{t}; }
      world w { export high; export low; }`);
    assert.equal(keys(world.imports), '');
    assert.equal(keys(world.exports), 'a:b/low a:b/high');
  });

  it('has the functions of its resources among its imports', () => {
    const world = worldIn(
      'package a:b; world w { resource r { constructor(); f: func(); } import g: func(); }',
    );
    assert.equal(keys(world.imports), 'r g [constructor]r [method]r.f');
  });

  it('renames included items, and the functions of included resources', () => {
    const world = worldIn(`package a:b;
      world v { resource r { f: func(); } export g: func(); }
      world w { include v with { r as s, g as h } }`);
    assert.equal(keys(world.imports), 's [method]s.f');
    assert.equal(keys(world.exports), 'h');
  });

  it('terminates for interfaces that use each other', () => {
    const world = worldIn(`package a:b;
      interface i { use j.{t}; }
      interface j { use i.{t}; }
      world w { import i; export j; }`);
    assert.equal(keys(world.imports), 'a:b/j a:b/i');
  });
});

interface Dump {
  readonly worlds: readonly {
    readonly name: string;
    readonly package: number;
    readonly imports: Readonly<Record<string, object>>;
    readonly exports: Readonly<Record<string, object>>;
  }[];
  readonly interfaces: readonly { readonly name: string; readonly package: number }[];
  readonly packages: readonly { readonly name: string }[];
}

/** Kinds and names of a world's items, in order, as the reference dumps them. */
function dumped({ interfaces, packages }: Dump, items: Readonly<Record<string, object>>): string[] {
  return Object.entries(items).map(([key, item]) => {
    const index = /^interface-(\d+)$/.exec(key)?.[1];
    const found = index === undefined ? undefined : interfaces[Number(index)]!;
    const [name, version] = found ? packages[found.package]!.name.split('@') : [];
    const id = found && `${name}/${found.name}${version === undefined ? '' : `@${version}`}`;
    return `${Object.keys(item)[0]} ${id ?? key}`;
  });
}

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly path: string;
  readonly features: readonly string[];
  readonly expected_output?: string;
}

/** Those in the binary or the text format of wasm need a decoder. */
const hasDump = ({ kind, path, expected_output }: Case): boolean =>
  kind === 'pass' && expected_output !== undefined && !/wasm-text|kinds-of-deps/.test(path);

describe('the worlds of the corpus', { skip: withoutCorpus }, () => {
  const lines = withoutCorpus ? [] : readFileSync(join(corpus, 'index.jsonl'), 'utf8').trim().split('\n');
  const cases = lines.map((line) => JSON.parse(line) as Case);
  for (const { id, path, features, expected_output: output } of cases.filter(hasDump)) {
    it(`${id}: is elaborated as by wit-parser`, () => {
      const expected = JSON.parse(readFileSync(join(corpus, output!), 'utf8')) as Dump;
      const uri = uriOf(join(corpus, path));
      const root = path.endsWith('.wit') ? fileRoot(read, uri) : directoryRoot(nodeFileSystem, read, uri);
      const { packages } = resolveRoot(root!, new Set(features));
      for (const world of expected.worlds) {
        const { worlds } = packages.get(expected.packages[world.package]!.name)!;
        const ours = worlds.find(({ definition, excluded }) => definition.name === world.name && !excluded)!;
        const list = (items: ReadonlyMap<string, WorldItem>) =>
          [...items.values()].map(({ kind, key }) => `${kind} ${key}`);
        assert.deepEqual(list(ours.imports), dumped(expected, world.imports), `imports of ${world.name}`);
        assert.deepEqual(list(ours.exports), dumped(expected, world.exports), `exports of ${world.name}`);
      }
    });
  }
});
