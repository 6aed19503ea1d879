import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { directoryRoot } from '../packages/find-root.ts';
import { parse, type ParsedFile } from '../syntax/parse.ts';
import { parseFixture } from '../testing/fixture.ts';
import { memoryFileSystem, uriOfPath } from '../testing/memory-file-system.ts';
import type { ResolvedRoot } from './model.ts';
import { resolveRoot } from './resolve-root.ts';

const workspace = `
//- /main.wit
package a:main;
interface api { use a:middle/middle.{m}; f: func() -> m; }
world w { import api; }
//- /deps/middle.wit
package a:middle;
interface middle { use a:low/low.{t, r}; type m = t; }
//- /deps/low.wit
package a:low;
interface low { f: func(); type t = u8; record r { a: t } resource s; }
world v { import low; }
//- /deps/other.wit
package a:other;
interface o {}
`;

/** A workspace that is edited and resolved again and again, as the server does it. */
class Edited {
  private readonly texts = new Map(parseFixture(workspace).files);
  private readonly parsed = new Map<string, ParsedFile>();
  resolved: ResolvedRoot = this.resolve(undefined);

  /** The packages that were resolved again. */
  edit(path: string, before: string, after: string): string[] {
    const text = this.texts.get(path)!;
    assert.ok(text.includes(before));
    this.texts.set(path, text.replace(before, after));
    const former = new Set(this.resolved.all);
    this.resolved = this.resolve(this.resolved);
    return this.resolved.all.filter((one) => !former.has(one)).map(({ key }) => key);
  }

  private resolve(previous: ResolvedRoot | undefined): ResolvedRoot {
    const root = directoryRoot(memoryFileSystem(this.texts), (uri) => this.read(uri), uriOfPath(''))!;
    return resolveRoot(root, new Set(), previous);
  }

  private read(uri: string): ParsedFile {
    const file = parse(uri, this.texts.get(uri.slice('file://'.length))!, this.parsed.get(uri));
    this.parsed.set(uri, file);
    return file;
  }
}

describe('an edit resolves again', () => {
  it('nothing for white space, comments and docs', () => {
    assert.deepEqual(new Edited().edit('/deps/low.wit', 'interface', '/// Docs.\n  interface'), []);
  });

  it('one package for a change that others cannot see, such as a signature', () => {
    assert.deepEqual(new Edited().edit('/deps/low.wit', 'f: func()', 'f: func(x: u8)'), ['a:low']);
  });

  it('the package and its dependents for a change of its exports', () => {
    const again = new Edited().edit('/deps/low.wit', 't = u8', 't = u16');
    assert.deepEqual(again, ['a:low', 'a:middle', 'a:main']);
  });

  it('one package for a change in a record', () => {
    assert.deepEqual(new Edited().edit('/deps/low.wit', 'a: t', 'a: t, b: u8'), ['a:low']);
  });

  it('one package without dependents', () => {
    assert.deepEqual(new Edited().edit('/main.wit', 'f: func', 'g: func'), ['a:main']);
  });

  it('the package that refers to a formerly missing one', () => {
    const edited = new Edited();
    edited.edit('/deps/middle.wit', 'package a:middle', 'package a:centre');
    assert.deepEqual(edited.edit('/deps/middle.wit', 'package a:centre', 'package a:middle'), [
      'a:middle',
      'a:main',
    ]);
  });

  it('the package whose world includes the changed one', () => {
    const edited = new Edited();
    edited.edit('/main.wit', 'import api;', 'include a:low/v;');
    assert.deepEqual(edited.edit('/deps/low.wit', 'import low;', ''), ['a:low', 'a:main']);
  });

  it('and updates the locations in reused packages', () => {
    const edited = new Edited();
    const model = (name: string) => edited.resolved.packages.get(`a:${name}`)!.items.get(name)!;
    const before = model('low').names.get('t')!.token;
    edited.edit('/deps/low.wit', 'f: func()', 'f: func(x: u8)');
    const target = model('middle').names.get('t')!.target!;
    assert.equal(target, model('low').names.get('t'));
    assert.equal(target.token, before + 'x: u8'.split(' ').length + 1);
  });

  it('and keeps separate locations for two packages of one name', () => {
    const edited = new Edited();
    edited.edit(
      '/deps/other.wit',
      'package a:other;\ninterface o {}',
      parseFixture(workspace).files.get('/deps/low.wit')!,
    );
    edited.edit('/deps/low.wit', 'package a:low', 'package a:before');
    edited.edit('/deps/low.wit', 'package a:before', 'package a:low');
    for (const { source, interfaces } of edited.resolved.all)
      for (const { definition } of interfaces) assert.equal(definition.uri, source.idFile.uri);
  });
});
