import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

interface Contributed {
  readonly command: string;
  readonly when?: string;
}
interface Manifest {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly keybindings: readonly Contributed[];
    readonly menus: Readonly<Record<string, readonly Contributed[]>>;
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly description: string }[] }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { scope?: string; markdownDescription?: string }>>;
    };
  };
}

const { capabilities, contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const docs = readFileSync('docs/vscode.md', 'utf8');
const ids = contributes.commands.map(({ command }) => command);
const settings = Object.entries(contributes.configuration.properties);

describe('the manifest of the extension', () => {
  it('names only commands that there are', () => {
    const { keybindings, menus, viewsWelcome, walkthroughs } = contributes;
    const texts = [
      ...viewsWelcome.map(({ contents }) => contents),
      ...walkthroughs.flatMap(({ steps }) => steps.map(({ description }) => description)),
    ];
    const linked = texts.flatMap((text) =>
      [...text.matchAll(/\(command:(wit\.\w+)/g)].map((match) => match[1]),
    );
    const named = [...keybindings, ...Object.values(menus).flat()].map(({ command }) => command);
    // F5 in a viewer starts VS Code's own command, which client/test/e2e/host/f5.test.ts does as well.
    const known = [...ids, 'debug.startFromConfig'];
    assert.deepEqual(
      [...named, ...linked].filter((one) => !known.includes(one!)),
      [],
    );
  });

  it('binds keys only in editors of WIT and of plans, and in its own viewers', () => {
    const own =
      /^(editorTextFocus && .*editorLangId =~ \/\^\((wit\||wac)|activeCustomEditorId =~ \/\^wit\\\.)/;
    for (const { command, when } of contributes.keybindings) assert.match(when ?? '', own, command);
  });

  it('has buttons beside WIT only where the workspace has a plan, or of the component that the file is part of', () => {
    const offered = contributes.menus['editor/title/run'] ?? [];
    assert.notEqual(offered.length, 0);
    for (const { command, when = '' } of offered) {
      assert.match(when, /^isWorkspaceTrusted && (wit\.inComponent\b|\()/, command);
      assert.doesNotMatch(when, /resourceLangId == wit(?! && wit\.hasComposition)/, command);
    }
  });

  it('describes every setting in a sentence, with its scope, and lists it in the docs', () => {
    for (const [name, { scope, markdownDescription = '' }] of settings) {
      assert.match(markdownDescription, /^[A-Z`][^]*\.$/, name);
      assert.ok(scope !== undefined, name);
      assert.ok(name === 'wit.trace.server' || docs.includes(`\`${name}\``), name);
    }
  });

  it('takes settings about running only from trusted workspaces', () => {
    const running = settings.map(([name]) => name).filter((name) => /^wit\.(host|run|serve)\./.test(name));
    assert.deepEqual(
      capabilities.untrustedWorkspaces.restrictedConfigurations.toSorted(),
      running.toSorted(),
    );
  });

  it('has titles that the palette, which is in their order, offers first when they are typed', () => {
    // This one is there only where a plan is.
    const sometimes = ['Compose and Run'];
    const titles = contributes.commands.map(({ title }) => title).filter((one) => !sometimes.includes(one));
    const behind = titles.filter((title) => titles.some((one) => one < title && one.includes(title)));
    assert.deepEqual(behind, []);
  });

  it('has every command in the docs', () => {
    const missing = contributes.commands.filter(({ title }) => !docs.includes(`_WIT: ${title}_`));
    assert.deepEqual(
      missing.map(({ title }) => title),
      [],
    );
  });
});
