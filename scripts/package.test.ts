import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, it } from 'node:test';
import { needs } from '../server/src/testing/needs.ts';
import { extensionPage } from './lib/extension-page.mjs';
import { vsixPath } from './lib/vsix-path.mjs';

const MB = 1_000_000;
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

/** The names in a zip file, from its central directory (APPNOTE.TXT 4.3.12). */
function namesIn(zip: Buffer): string[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const names: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    names.push(zip.toString('utf8', at + 46, at + 46 + name).replace(/^extension\//, ''));
    at += 46 + name + extra + comment;
  }
  return names;
}

const path = vsixPath();
const limit = 16 * MB;

describe('the package', { skip: needs(existsSync(path), 'npm run package makes it') }, () => {
  const names = existsSync(path) ? namesIn(readFileSync(path)) : [];

  it(`is at most ${limit / MB} MB`, () => {
    const { size } = statSync(path);
    console.log(`${path}: ${(size / MB).toFixed(1)} MB, ${names.length} files`);
    assert.ok(size <= limit, `${size} bytes`);
  });

  it('has a README with links that lead into it or to the web', () => {
    const page = extensionPage(
      '# A\n\n![picture](docs/a.png)\n\n[b](docs/b.md), [later](docs/b.md#use-it), [web](https://x.org), [c](src/c.ts), [A](#a)\n\n## Use it\n',
      (path) => ({ 'docs/b.md': '# B `x`\n\n```sh\n# none\n```\n\n## Use it\n\n[a](../README.md)\n' })[path],
    );
    assert.equal(
      page,
      '# A\n\n[b](#b-x), [later](#use-it-1), [web](https://x.org), c, [A](#a)\n\n## Use it\n' +
        '\n## B `x`\n\n```sh\n# none\n```\n\n### Use it\n\n[a](#a)\n',
    );
  });

  it('has a README with its own pictures, and none of the pages that follow', () => {
    const page = extensionPage(
      '# A\n\n![a picture](docs/a.png)\n\n[b](docs/b.md)\n',
      (path) => (path === 'docs/b.md' ? '# B\n\n![other](b.png)\n\nend\n' : undefined),
      (path) => `data:image/png;base64,${path.length}`,
    );
    assert.equal(page, '# A\n\n![a picture](data:image/png;base64,10)\n\n[b](#b)\n\n## B\n\nend\n');
    const staged = readFileSync('.cache/package/README.md', 'utf8');
    assert.equal(staged.match(/\]\(data:image\/png;base64,\w/g)?.length, 2);
  });

  it('contains the files that the manifest names', () => {
    const { main, icon, contributes } = manifest;
    const { grammars, languages } = contributes as Record<string, { path: string; configuration: string }[]>;
    const paths = [
      main,
      icon,
      ...grammars!.map(({ path }) => path),
      ...languages!.map(({ configuration }) => configuration),
    ];
    for (const wanted of paths) assert.ok(names.includes(wanted.replace(/^\.\//, '')), wanted);
  });

  it('holds the three programs, the error pages and the notices', () => {
    const programs = ['dist/server/main.js', 'dist/host/main.js', 'dist/cli/wit-studio.js'];
    const wanted = [
      ...programs,
      'dist/server/decoder.js',
      'dist/server/decoder.wasm',
      'dist/host/composer.js',
    ];
    for (const name of [...wanted, 'dist/THIRD-PARTY-NOTICES.txt', 'docs/errors/host-stopped.md']) {
      assert.ok(names.includes(name), name);
    }
  });

  it('holds the sample as the checkout has it', () => {
    for (const name of [
      'README.md',
      'composition.toml',
      'wit/service.wit',
      'auth/auth.wasm',
      'handler/src/handler.ts',
    ])
      assert.ok(names.includes(`sample/${name}`), name);
    assert.deepEqual(
      names.filter((name) => /^sample\/(.*\/)?(target|dist)\//.test(name)),
      [],
    );
  });

  it('holds no source, test, fixture or source map of ours', () => {
    const foreign =
      /^(client|server|host|cli|toolkit|grammars|scripts|test-fixtures)\/|\.test\.|\.map$|^(?!sample\/).*\.rs$/;
    assert.deepEqual(
      names.filter((name) => foreign.test(name)),
      [],
    );
  });

  it('contains the builder of JavaScript components, and nothing for one platform alone', () => {
    assert.ok(names.includes('dist/host/javascript.wasm'));
    assert.deepEqual(
      names.filter((name) => name.endsWith('.node')),
      [],
    );
  });
});
