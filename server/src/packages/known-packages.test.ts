import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KnownPackages } from './known-packages.ts';

const texts = {
  '0.2.0/wasi-io/package.wit': 'package wasi:io@0.2.0;\ninterface poll {}\n',
  'tls/types.wit': 'interface types {}\n',
  'tls/world.wit': '// The draft.\npackage wasi:tls@0.2.0-draft;\nworld imports { import types; }\n',
};

test('the files of a folder are one package, which starts with its declaration', () => {
  const known = new KnownPackages(() => texts);
  assert.deepEqual([...known.keys()], ['wasi:io@0.2.0', 'wasi:tls@0.2.0-draft']);
  const { text, source } = known.get('wasi:tls@0.2.0-draft')!;
  assert.match(
    text,
    /^(\/\/.*\n)+package wasi:tls@0\.2\.0-draft;\nworld imports .*\n\ninterface types \{\}\n$/,
  );
  assert.deepEqual(source.files[0]!.ast.errors, []);
});

test('a package declared in several files is declared once', () => {
  const known = new KnownPackages(() => ({
    'io/poll.wit': 'package wasi:io@0.2.0;\n\n/// Docs.\ninterface poll {}\n',
    'io/error.wit': '/// Of the package.\npackage wasi:io@0.2.0;\n\ninterface error {}\n',
  }));
  const { text, source } = known.get('wasi:io@0.2.0')!;
  assert.equal(text.split('package wasi:io').length, 2);
  assert.deepEqual(source.nested, []);
  assert.deepEqual(source.files[0]!.ast.errors, []);
});

test('nothing is read before the first request', () => {
  let reads = 0;
  const known = new KnownPackages(() => (reads++, texts));
  assert.equal(reads, 0);
  assert.equal(known.get('wasi:nn@0.2.0'), undefined);
  assert.ok(known.get('wasi:io@0.2.0'));
  assert.equal(reads, 1);
});
