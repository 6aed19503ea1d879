import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ComponentScript } from './component-script.ts';

describe('the script of a component', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wit-studio-script-'));
  after(() => rmSync(folder, { recursive: true }));
  const written = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return pathToFileURL(join(folder, name)).href;
  };
  const script = written(
    'component.js',
    `"use components";
export function instantiate() {
  const text = 'export const _util = 1;';
  return { text, where: new Error().stack };
}
  export const _util = { instantiate, url: import.meta.url };
`,
  );
  const instanceOf = ({ instantiate }: ComponentScript) =>
    instantiate(
      () => undefined,
      {},
      () => assert.fail(),
      { shim: { globals: { WebAssembly } } },
    ) as Readonly<Record<string, string>>;

  it('is a function, with the lines of its file', async () => {
    const { text, where } = instanceOf(await ComponentScript.load(script));
    assert.equal(text, 'export const _util = 1;');
    assert.ok(where!.includes(`${script}:4:`), where);
  });

  it('runs by the code that was compiled before', async () => {
    const first = await ComponentScript.load(script);
    instanceOf(first);
    const second = await ComponentScript.load(script, first.code());
    assert.ok(second.isCompiled);
    assert.equal(instanceOf(second)['text'], instanceOf(first)['text']);
    assert.ok(!first.isCompiled);
  });

  it('is compiled again where the code is of no use', async () => {
    // Another text: V8 finds a script that it has compiled without any code.
    const other = written('other.js', 'export function instantiate() { return { text: "other" }; }');
    const damaged = await ComponentScript.load(other, new Uint8Array(100));
    assert.ok(!damaged.isCompiled);
    assert.equal(instanceOf(damaged)['text'], 'other');
  });

  it('is refused when it is not JavaScript', async () => {
    const broken = written('broken.js', 'export function instantiate() { } }');
    await assert.rejects(ComponentScript.load(broken), /the script generated for it is not/);
  });
});
