import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { FileSystem } from '../packages/file-system.ts';
import { directoryRoot } from '../packages/find-root.ts';
import { readManifest } from '../packages/manifests/read-manifest.ts';
import type { ResolvedPackage } from '../resolve/model.ts';
import { resolveRoot } from '../resolve/resolve-root.ts';
import { parse } from '../syntax/parse.ts';
import { corpus, withoutCorpus } from '../syntax/testing/corpus.ts';
import { loadDecoder } from '../node/decoder/decoder.ts';
import { readEncodedWith } from '../testing/decoder.ts';
import { parseFixture } from '../testing/fixture.ts';
import type { Tools } from './rule.ts';
import { accepted } from './testing/accepted.ts';
import { rules } from './catalogue.ts';
import {
  type Diagnostic,
  type Finding,
  manifestDiagnostics,
  diagnosticsBy,
  packageFindings,
  rootFindings,
  syntaxFindings,
} from './check.ts';

const decode = (await loadDecoder())();

/** A directory package from the text of an example, and the manifests beside it. Hints are no verdict. */
const verdictOn = (example: string) => withoutHints(diagnose(example));

const withoutHints = (found: readonly Diagnostic[]) => found.filter(({ severity }) => severity !== 'hint');

function diagnose(example: string, tools: Tools = '0.263'): Diagnostic[] {
  const files = new Map([...parseFixture(example).files].map(([path, text]) => [`/w${path}`, text]));
  const disk = inMemory(files);
  const encoded = readEncodedWith(decode, disk, files);
  const sources = directoryRoot(disk, (uri) => parse(uri, files.get(uri)!), '/w', encoded)!;
  const features = new Set<string>();
  const resolved = resolveRoot(sources, features);
  const parsed = [sources.main, ...sources.dependencies].flatMap((group) => group.files);
  const manifests = [...files].flatMap(([path, text]) => readManifest(path, text) ?? []);
  const found = [
    ...parsed.flatMap(syntaxFindings),
    ...rootFindings(sources, resolved),
    ...resolved.all.flatMap((one) => ofOwnFiles(one, packageFindings(resolved, one, features))),
  ];
  return [...diagnosticsBy({ tools, components: true }, found), ...manifests.flatMap(manifestDiagnostics)];
}

/** The diagnostics of a file are taken from the packages that it is part of. */
function ofOwnFiles({ source }: ResolvedPackage, found: readonly Finding[]): readonly Finding[] {
  const files = new Set(source.parts.map(({ file }) => file.uri));
  for (const { code, at } of found) assert.ok(files.has(at.uri), `${code} is found in ${at.uri}`);
  return found;
}

function inMemory(files: ReadonlyMap<string, string>): FileSystem {
  const below = (folder: string) => [...files.keys()].filter((path) => path.startsWith(`${folder}/`));
  return {
    readText: (uri) => files.get(uri),
    readBytes: (uri) => Buffer.from(files.get(uri) ?? ''),
    readDirectory(folder) {
      const rest = below(folder).map((path) => path.slice(folder.length + 1));
      const names = new Map(rest.map((path) => [path.split('/')[0]!, path.includes('/')]));
      return [...names].map(([name, inside]) => ({ name, kind: inside ? 'directory' : 'file' }));
    },
  };
}

describe('every rule', () => {
  it('has a unique code and title', () => {
    assert.equal(new Set(rules.map(({ code }) => code)).size, rules.length);
    assert.equal(new Set(rules.map(({ title }) => title)).size, rules.length);
  });

  for (const { code, severity, examples, newest, older } of rules) {
    describe(code, () => {
      for (const example of examples.accept) {
        it(`accepts ${JSON.stringify(example)}`, () => {
          const found = diagnose(example, newest ? '0.259' : '0.263');
          assert.deepEqual(severity === 'hint' ? found : withoutHints(found), []);
        });
      }
      for (const example of examples.reject) {
        it(`refuses ${JSON.stringify(example)}`, () => {
          for (const tools of ['0.263', '0.259'] as const) {
            const found = diagnose(example, tools);
            const isRefused = (tools === '0.263' ? newest : older) !== 'accepted';
            assert.equal(
              found.some((one) => one.code === code),
              isRefused,
              `${tools} ${JSON.stringify(found)}`,
            );
          }
        });
      }
    });
  }
});

describe('valid WIT', () => {
  for (const { title, examples } of accepted) {
    for (const example of examples) {
      it(`${title} ${JSON.stringify(example)}`, () => {
        assert.deepEqual(verdictOn(example), []);
      });
    }
  }
});

const checklist = `${corpus}/WIT-RULES.md`;

describe('the checklist of rules', { skip: withoutCorpus }, () => {
  it('is covered by the rules', () => {
    const headings = readFileSync(checklist, 'utf8').matchAll(/^### ([A-Z]\d+[a-z]?)\./gm);
    const numbers = [...headings].map(([, id]) => id!);
    const covered = new Set([...rules, ...accepted].flatMap(({ ids }) => ids));
    assert.deepEqual(
      numbers.filter((id) => !covered.has(id)),
      [],
    );
  });
});
