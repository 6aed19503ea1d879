import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { folderWith } from '../../compose/testing/folder.ts';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { commandSession, launch, stopped } from '../testing/debuggee.ts';
import { debuggee, lineOf } from '../testing/shop.ts';

/** tally-edited.wasm is built from tally.rs with this text, below these lines. */
const [LINES, TEXT, EDITED] = ['\n\n\n', '"a pear"', '"two pears"'];
/** The letters in each of them. */
const [COUNT, EDITED_COUNT] = [5, 8];
/** Requests that no debugger holds have ten seconds after their component was replaced. */
const DRAIN_MS = 11_000;

const fixture = (file: string): string => join(debuggee, file);

/** A cargo that finds its result among the fixtures. */
const CARGO = `#!${process.execPath}
const fs = require('fs');
const out = require('path').resolve('target/tally.wasm');
const isEdited = fs.readFileSync('src/tally.rs', 'utf8').includes('${EDITED}');
fs.mkdirSync('target', { recursive: true });
fs.copyFileSync(${JSON.stringify(debuggee)} + (isEdited ? '/tally-edited.wasm' : '/tally.wasm'), out);
console.log(JSON.stringify({ reason: 'compiler-artifact', filenames: [out] }));
`;

/** A plan with a part in Rust, which the command serves and debugs. */
async function servedTally(component: string) {
  const folder = await folderWith({
    'composition.toml': `[instances]\ntally = "${component}"\n`,
    'tally/Cargo.toml': '[package]\nname = "tally"\n',
    'tally/src/tally.rs': readFileSync(fixture('tally.rs'), 'utf8'),
    'tally/tally.wasm': readFileSync(fixture('tally.wasm')),
    'tools/cargo': CARGO,
  });
  const at = (file: string): string => join(folder.path, file);
  chmodSync(at('tools/cargo'), 0o755);
  process.env['PATH'] = `${at('tools')}${delimiter}${PATH}`;
  const path = at('tally/src/tally.rs');
  const line = (): number => lineOf(path, 'if count == 0');
  const client = commandSession(storage);
  const setBreakpoint = () =>
    client.request('setBreakpoints', { source: { path }, breakpoints: [{ line: line() }] });
  const sourceMap = { '/sources': at('tally/src') };
  await launch(client, { program: at('composition.toml'), serve: true, sourceMap }, setBreakpoint);
  const printed = async (pattern: RegExp): Promise<string> => {
    while (!pattern.test(client.output['console'] ?? '')) await wait(20);
    return pattern.exec(client.output['console']!)![0];
  };
  return {
    /** @returns the status of the response: the handler sets none */
    async request(): Promise<number> {
      return (await fetch(await printed(/(?<=Serving HTTP on )\S+/))).status;
    },
    /** @returns what continues the thread */
    async stopsWith(count: number): Promise<() => Promise<unknown>> {
      const { places, scopes, thread } = await stopped(client);
      assert.equal(places[0], `tally::handle:${line()}`);
      assert.ok(scopes['Locals']!.includes(`count = ${count}`), String(scopes['Locals']));
      return () => client.request('continue', { threadId: thread });
    },
    async edit(): Promise<void> {
      writeFileSync(path, `${LINES}${readFileSync(path, 'utf8').replace(TEXT, EDITED)}`);
      if (component.endsWith('.wasm')) copyFileSync(fixture('tally-edited.wasm'), at(component));
      await printed(/ changed: serving the new build/);
      await setBreakpoint();
    },
    async [Symbol.asyncDispose](): Promise<void> {
      client.child.stdin!.end();
      await client.over;
      await folder[Symbol.asyncDispose]();
    },
  };
}

const PATH = process.env['PATH'];

describe('a Rust part of a served plan', { timeout: 120_000 }, () => {
  after(() => (process.env['PATH'] = PATH));

  const skip = process.platform === 'win32' && 'the cargo here is a script';
  it(
    'runs its new code after a save, and stops at its breakpoint on the line that has moved',
    { skip },
    async () => {
      await using served = await servedTally('tally');
      const first = served.request();
      await (
        await served.stopsWith(COUNT)
      )();
      assert.equal(await first, 500);
      await served.edit();
      const second = served.request();
      await (
        await served.stopsWith(EDITED_COUNT)
      )();
      assert.equal(await second, 500);
    },
  );

  it('is replaced while a request is stopped in its former code, which is completed when it continues', async () => {
    await using served = await servedTally('tally/tally.wasm');
    const former = served.request();
    const complete = await served.stopsWith(COUNT);
    await served.edit();
    const later = served.request();
    await (
      await served.stopsWith(EDITED_COUNT)
    )();
    assert.equal(await later, 500);
    await wait(DRAIN_MS);
    await complete();
    assert.equal(await former, 500);
  });
});
