/** Each component that `wit-studio new` starts, by the command alone: created, built, run, and its first test passed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { before, describe, it } from 'node:test';
import { NODE_VARIABLE } from '../../host/src/base/guest-node.ts';
import { newerNode } from '../../host/src/testing/newer-node.ts';
import { command, ours } from '../conformance/hosts.ts';
import { installPythonTools } from '../conformance/python-tools.ts';
import { withServer } from '../conformance/served.ts';

// The tests of the editor run beside it, and wait for answers.
setPriority(19);

/** Builds below it find the compilers of C and Python. */
const root = resolve('.cache/languages');
const wit = join(root, 'shelf-wit');

// One folder of results: wit-bindgen is compiled once. Processes that the commands start end with them.
Object.assign(process.env, {
  CARGO_TARGET_DIR: join(root, 'target-starts'),
  WIT_STUDIO_RESIDENT: '0',
  [NODE_VARIABLE]: newerNode.path,
});

const LANGUAGES = ['typescript', 'javascript', 'rust', 'go', 'python', 'c'] as const;

interface Start {
  readonly args: readonly string[];
  /** Languages without a template. */
  readonly refused: readonly string[];
  readonly responds: (folder: string) => Promise<void> | void;
}

const STARTS: Readonly<Record<string, Start>> = {
  function: {
    args: [],
    refused: [],
    responds: (folder) => assert.equal(studio('invoke', folder, 'greet("Ada")'), '"Hello, Ada!"\n'),
  },
  command: {
    args: ['--world', 'wasi:cli/command'],
    refused: [],
    responds: (folder) => assert.equal(studio('run', folder), 'Hello, WASI!\n'),
  },
  service: { args: ['--world', 'wasi:http/proxy'], refused: [], responds: handlesRequests },
  'service-of-wasi-03': {
    args: ['--world', 'wasi:http/service@0.3.0'],
    refused: ['go', 'c'],
    responds: handlesRequests,
  },
  'command-of-wasi-03': {
    args: ['--world', 'wasi:cli/command@0.3.0'],
    refused: ['go', 'c'],
    responds: (folder) => assert.equal(studio('run', folder), 'Hello, WASI!\n'),
  },
  library: {
    args: ['--wit', wit, '--world', 'library'],
    refused: [],
    responds: (folder) => assert.equal(studio('invoke', folder, 'find("Emma")'), 'none\n'),
  },
  'library-of-resources': {
    args: ['--wit', wit, '--world', 'lender'],
    refused: [],
    responds: (folder) => assert.equal(studio('invoke', folder, 'size()'), '0\n'),
  },
};

const LIBRARY = `package demo:shelf@0.1.0;
interface shelf {
  record book { title: string, pages: u32 }
  find: func(title: string) -> option<book>;
}
interface loans {
  resource loan {
    constructor(title: string);
    days: func() -> u32;
    merge: static func(a: loan, b: borrow<loan>) -> loan;
  }
  size: func() -> u32;
}
world library { export shelf; }
world lender { export loans; }
`;

/** @returns the standard output */
function studio(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
  assert.equal(status, 0, `wit-studio ${args.join(' ')}: ${stderr}`);
  return stdout;
}

function handlesRequests(folder: string): Promise<void> {
  return withServer(ours, folder, async (base) => {
    const responses = ['/', '/none'].map(async (path) => (await fetch(new URL(path, base))).text());
    assert.deepEqual(await Promise.all(responses), ['Hello, world!\n', 'There is nothing at /none.\n']);
  });
}

const isThere = (tool: string, version: string): boolean => spawnSync(tool, [version]).status === 0;
/** No registry of packages has cargo and go, so that CI skips this where they are missing, too. */
const missing: Readonly<Record<string, string | false>> = {
  rust: !isThere('cargo', '--version') && 'not installed: cargo',
  go: !isThere('go', 'version') && 'not installed: go',
};

before(() => {
  mkdirSync(wit, { recursive: true });
  writeFileSync(join(wit, 'shelf.wit'), LIBRARY);
  installPythonTools(root);
});

for (const language of LANGUAGES)
  describe(`a new component in ${language}`, { skip: missing[language] ?? false, timeout: 480_000 }, () => {
    for (const [name, { args, refused, responds }] of Object.entries(STARTS)) {
      const folder = join(root, `${language}-${name}`);
      const create = [command, 'new', 'component', folder, '--language', language, ...args];
      before(() => rmSync(folder, { recursive: true, force: true }));

      if (refused.includes(language)) {
        it(`is refused for a ${name}, before anything is written`, () => {
          const { status, stderr } = spawnSync(process.execPath, create, { encoding: 'utf8' });
          assert.equal(status, 1);
          assert.match(stderr, /^error\[language-unsupported\]: /);
          assert.ok(!existsSync(folder));
        });
        continue;
      }
      it(`is a ${name} that is built, responds, and passes its first test`, async () => {
        const { status, stderr } = spawnSync(process.execPath, create, { encoding: 'utf8' });
        assert.deepEqual([status, stderr], [0, ''], 'no tool is missing');
        assert.match(
          studio('build', folder),
          new RegExp(`${basename(folder).replaceAll('-', '[-_]')}\\.wasm\n$`),
        );
        await responds(folder);
        studio('test', folder);
      });
    }
  });
