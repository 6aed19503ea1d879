import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { corpus, withoutCorpus } from '../../syntax/testing/corpus.ts';
import { isManifest, readManifest } from './read-manifest.ts';

const manifests = `${corpus}/cases/manifest`;

/** In the corpus a file is named by its whole path, `~` between the parts. */
const published = () =>
  readdirSync(manifests).map((name) => ({
    uri: `file:///p/${name.split('~').at(-1)}`,
    text: readFileSync(`${manifests}/${name}`, 'utf8'),
  }));

describe('the manifests of the corpus', { skip: withoutCorpus }, () => {
  it('are all read without errors', () => {
    const all = published();
    assert.equal(all.length, 93);
    for (const { uri, text } of all) assert.deepEqual(readManifest(uri, text)?.problems, [], uri);
  });

  it('are read completely: the numbers of tables and packages match', () => {
    const locks = published().filter(({ uri }) => uri.endsWith('/wkg.lock'));
    const found = locks.map(({ uri, text }) => readManifest(uri, text)!.packages.length);
    assert.deepEqual(
      found,
      locks.map(({ text }) => text.split('[[packages.versions]]').length - 1),
    );
  });

  it('are read when truncated anywhere, with few errors', () => {
    for (const { uri, text } of published()) {
      for (let end = 0; end < text.length; end += 13) {
        const { problems } = readManifest(uri, text.slice(0, end))!;
        for (const { start, end: stop } of problems) assert.ok(start <= stop && stop <= end, uri);
      }
    }
  });
});

describe('a manifest', () => {
  it('is recognized by its file name', () => {
    assert.ok(isManifest('file:///a/wkg.toml'));
    assert.ok(!isManifest('file:///a/my-wkg.toml'));
    assert.ok(!isManifest('file:///a/constructor'));
    assert.equal(readManifest('file:///a/x.wit', ''), undefined);
  });

  it('may have any content', () => {
    const texts = ['', '\u{feff}', '\0', '[', '=', '"', "a = '''", '[a]\n[a]\n', '__proto__ = 1\n', '💥 = 1'];
    const deep = `a = ${'['.repeat(5000)}`;
    const names = ['wkg.toml', 'wkg.lock', 'deps.toml', 'deps.lock', 'Cargo.toml', 'componentize-py.toml'];
    for (const text of [...texts, deep, '[package.metadata.component]\n' + deep]) {
      for (const name of [...names, 'package.json']) {
        const { problems } = readManifest(`file:///${name}`, text)!;
        for (const { start, end } of problems) assert.ok(start <= end && end <= text.length, name);
      }
    }
  });

  it('reports invalid TOML once, at its place', () => {
    const text = '\u{feff}# ü\r\n[metadata]\r\nlicense = MIT\r\n';
    const { problems } = readManifest('file:///wkg.toml', text)!;
    assert.equal(problems.length, 1);
    assert.equal(problems[0]!.start, text.indexOf('MIT'));
  });
});
