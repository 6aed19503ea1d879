import assert from 'node:assert/strict';
import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { withVariables } from '../../../host/src/build/testing/folders.ts';
import { exporter, importer } from '../../../host/src/compose/testing/components.ts';
import { folderWith, type Folder } from '../../../host/src/compose/testing/folder.ts';
import { HostError } from '../../../host/src/base/problem.ts';
import { compose } from './compose.ts';
import { targets } from './targets.ts';

const OPS = 't:math/ops@0.1.0';

/** Stands in for wkg: copies the component beside it. */
const WKG = `#!${process.execPath}
const { copyFileSync } = require('node:fs');
copyFileSync(require('node:path').join(__dirname, 'math.wasm'), process.argv.at(-1));
`;

const files = {
  'math.wasm': exporter(),
  'app.wasm': importer(),
  'root.wasm': importer(),
  'deps/t/math.wasm': exporter(),
  'deps/t/app.wasm': importer(),
  'instances.toml': '[instances]\nmath = "math.wasm"\napp = "app.wasm"\n',
  'more.wasm': exporter('t:math/more@0.1.0'),
  'apart.toml':
    '[instances]\nmath = "math.wasm"\nmore = "more.wasm"\n[exports]\n"t:math/ops" = "math"\n"t:math/more" = "more"\n',
  'tables.toml': `[component.math]\npath = "math.wasm"\n[component.app]\npath = "app.wasm"\n[component.app.imports]\n"t:math/ops" = { component = "math", export = "double" }\n`,
  'compose.yml': 'dependencies:\n  math: math.wasm\n',
  'service.wac': `package t:service;\nlet math = new t:math {};\nlet app = new t:app { "${OPS}": math["${OPS}"] };\nexport app.run;\n`,
  'registry.toml': '[instances]\nmath = "t:math@0.1.0"\napp = "app.wasm"\n',
  'alone/math.wasm': exporter(),
  'alone/app.wasm': importer(),
  'bin/wkg': WKG,
  'world.wit': `package t:math@0.1.0;
interface ops { double: func(x: u32) -> u32; }
world closed { export run: func(x: u32) -> u32; }
world other { export run: func(x: char) -> u32; }
`,
};

interface Form {
  readonly args: readonly string[];
  /** The instance that imports; `app` unless named. */
  readonly importer?: string;
  /** Whether the form is one file, which \`targets\` takes as a component. */
  readonly isPlan: boolean;
}

/** The same composition in each form. */
const forms: Readonly<Record<string, Form>> = {
  'a composition.toml with instances': { args: ['instances.toml'], isPlan: true },
  'a table for each component': { args: ['tables.toml'], isPlan: true },
  'a configuration of wasm-tools compose': { args: ['compose.yml'], importer: 'root', isPlan: true },
  'a WAC document': { args: ['service.wac'], isPlan: true },
  'a socket and its plugs': { args: ['app.wasm', '--plug', 'math.wasm'], isPlan: false },
  'components alone': { args: ['math.wasm', 'app.wasm'], isPlan: false },
  'a folder without a plan': { args: ['alone'], isPlan: false },
};

describe('wit-studio compose, of', () => {
  let folder: Folder;
  let cache: string;
  before(async () => {
    folder = await folderWith(files);
    cache = await mkdtemp(join(tmpdir(), 'wit-studio-compose-'));
    await copyFile(join(folder.path, 'math.wasm'), join(folder.path, 'bin/math.wasm'));
    await chmod(join(folder.path, 'bin/wkg'), 0o755);
  });
  after(async () => {
    await folder[Symbol.asyncDispose]();
    await rm(cache, { recursive: true });
  });

  const inFolder = (args: readonly string[]): string[] =>
    args.map((arg) => (arg in files || arg === 'alone' ? join(folder.path, arg) : arg));

  /** The output of a command. */
  async function printed(
    command: typeof compose,
    args: readonly string[],
    variables: Record<string, string> = {},
  ): Promise<string> {
    let text = '';
    const print = (part: string): void => void (text += part);
    await withVariables({ XDG_CACHE_HOME: cache, ...variables }, () => command(inFolder(args), print));
    return text;
  }

  async function codeOf(composing: Promise<string>): Promise<string> {
    const error = await composing.catch((reason: unknown) => reason);
    assert.ok(error instanceof HostError, String(error));
    return error.problem.code;
  }

  it('says where no instance is wired to another', async () => {
    const args = ['apart.toml', '-o', join(folder.path, 'apart.wasm'), '--explain'];
    assert.match(await printed(compose, args), /^wires\n {2}none: no instance imports /m);
  });

  for (const [name, { args, importer: user = 'app', isPlan }] of Object.entries(forms)) {
    const output = ['-o', join(tmpdir(), `wit-studio-composed-${process.pid}.wasm`)];
    after(() => rm(output[1]!, { force: true }));

    it(`${name} explains wires, exports and sizes`, async () => {
      const text = await printed(compose, [...args, ...output, '--explain']);
      const headings = text.split('\n').filter((line) => /^[a-z(]/.test(line));
      assert.deepEqual(headings, ['instances', 'wires', 'exported', 'sizes'], text);
      assert.match(text, new RegExp(`^wires\n  math -> ${user}: ${OPS}\nexported\n  run\nsizes\n`, 'm'));
      for (const part of ['math', user]) assert.match(text, new RegExp(`^  ${part}: \\d+ bytes$`, 'm'));
    });

    it(`${name} is drawn in each form`, async () => {
      const drawn = (form: string) => printed(compose, [...args, '--graph', form]);
      const { cards, wires, exports } = JSON.parse(await drawn('json')) as {
        readonly cards: readonly { readonly name: string }[];
        readonly wires: readonly {
          readonly from: { readonly card: number };
          readonly to: { readonly card: number };
        }[];
        readonly exports: readonly { readonly name: string }[];
      };
      const ends = wires.map(({ from, to }) => [cards[from.card]?.name, cards[to.card]?.name]);
      assert.deepEqual([ends, exports.map((one) => one.name)], [[['math', user]], ['run']]);
      for (const [form, start] of Object.entries({
        svg: /^<svg /,
        mermaid: /^flowchart /,
        dot: /^digraph /,
      })) {
        const text = await drawn(form);
        assert.match(text, start);
        for (const part of ['math', user, OPS, 'run']) assert.ok(text.includes(part), `${form}: ${part}`);
      }
    });

    it(`${name} is compared with a world`, async () => {
      const targeted = (world: string): Promise<string> =>
        isPlan
          ? printed(targets, [...args, 'world.wit', world])
          : printed(compose, [...args, ...output]).then(() =>
              printed(targets, [output[1]!, 'world.wit', world]),
            );
      assert.match(await targeted('closed'), / fits closed\n$/);
      assert.equal(await codeOf(targeted('other')), 'target-misfit');
    });
  }

  const skip = process.platform === 'win32' && 'the stand-in is a script';
  it(
    'a component of a registry does all of this with wkg, and says that it is missing without',
    { skip },
    async () => {
      const explained = (PATH: string) => printed(compose, ['registry.toml', '--explain'], { PATH });
      assert.equal(await codeOf(explained('')), 'wkg-missing');
      assert.match(await explained(join(folder.path, 'bin')), new RegExp(`^  math -> app: ${OPS}$`, 'm'));
      assert.match(await printed(compose, ['registry.toml', '--graph', 'mermaid']), /math/);
      assert.match(await printed(targets, ['registry.toml', 'world.wit', 'closed']), /fits closed/);
    },
  );
});
