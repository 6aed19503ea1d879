import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gathered } from './crate-notices.mjs';
import { licenceTexts } from './third-party.mjs';

/**
 * The crates that are linked into a crate for a target, and their licences, including the standard library. Needs the
 * crates' sources, as a build leaves them.
 *
 * @param {string} folder with the crate's Cargo.toml
 */
export function linkedCrates(folder, target) {
  const found = [...dependencies(folder, target), ...standardLibrary(folder, target)];
  const crates = found.map(({ name, version, license }) => ({ name, version, license }));
  const texts = found.flatMap(({ name, version, texts }) =>
    texts.map((text) => ({ carriers: [`${name} ${version}`], text })),
  );
  return { crates, texts: gathered(texts) };
}

/** Those that cargo links: no macro, and nothing that only macros or tests are made of. */
function dependencies(folder, target) {
  const cargo = (...args) =>
    execFileSync('cargo', [...args, '--locked'], { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 });
  const edges = ['--edges', 'normal,no-proc-macro', '--no-dedupe', '--prefix', 'none', '--format', '{p}'];
  const tree = cargo('tree', '--target', target, ...edges);
  const linked = new Set(tree.split('\n').map((line) => line.split(' ').slice(0, 2).join(' ')));
  const { packages } = JSON.parse(cargo('metadata', '--format-version', '1', '--filter-platform', target));
  return packages
    .filter(({ name, version, source }) => source !== null && linked.has(`${name} v${version}`))
    .map(({ name, version, license, manifest_path: manifest }) => {
      if (!license) throw new Error(`${name} says nothing about its licence`);
      return { name, version, license, texts: licenceTexts(dirname(manifest)) };
    });
}

/** The standard library and its dependencies for a target, from the page of copyrights in rustc's installation. */
function standardLibrary(folder, target) {
  const rustc = (...args) => execFileSync('rustc', args, { cwd: folder, encoding: 'utf8' }).trim();
  const sysroot = rustc('--print', 'sysroot');
  const read = (path) => readFileSync(join(sysroot, 'share/doc/rust', path), 'utf8').trim();
  const objects = readdirSync(join(sysroot, 'lib/rustlib', target, 'lib'));
  const libraries = new Set(objects.map((file) => /^lib(.*)-[\da-f]+\.rlib$/.exec(file)?.[1]));
  const sections = read('COPYRIGHT-library.html').split('<h3>📦 ').slice(1);
  return [
    {
      name: 'std',
      version: rustc('--version').split(' ')[1],
      license: '(MIT OR Apache-2.0) AND Unicode-3.0',
      texts: ['Apache-2.0', 'Unicode-3.0'].map((one) => read(`licenses/${one}.txt`)),
    },
    ...sections.map(crateOfSection).filter(({ name }) => libraries.has(name.replaceAll('-', '_'))),
  ];
}

/** `NAME-VERSION</h3>…<b>License:</b> LICENCE</p>…<pre>TEXT</pre>…` */
function crateOfSection(section) {
  const [, name, version] = /^(.+?)-(\d[^<]*)</.exec(section);
  const [, license] = /<b>License:<\/b> ([^<]*)</.exec(section);
  const texts = [...section.matchAll(/<pre>(.*?)<\/pre>/gs)].map(([, text]) => decoded(text).trim());
  return { name, version, license, texts };
}

const decoded = (html) => html.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
