import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { folderWith } from '../../compose/testing/folder.ts';
import { assemble } from '../../engine/testing/instantiate-wat.ts';
import { transpile } from '../../engine/transpile.ts';
import { HostError } from '../../base/problem.ts';
import type { Grants } from '../../protocol.ts';
import { children } from '../../supervise/testing/children.ts';
import { until } from '../../testing/until.ts';
import { nodeFor } from '../node-for.ts';
import { serve } from '../serve.ts';
import type { ServingProcess } from '../serving-process.ts';

const programs = resolve('test-fixtures/programs');
const component = join(programs, 'service/service.wasm');

/** A later build: the same service with another greeting. */
function withGreeting(greeting: string, path: string): string {
  const bytes = readFileSync(component).toString('latin1');
  writeFileSync(path, bytes.replaceAll('hello\n', `${greeting}\n`), 'latin1');
  return path;
}

describe('a server whose component is replaced', () => {
  let storage: string;
  let newer: string;
  let serving: ServingProcess;
  let pid: number;
  let log = '';
  const addr = '127.0.0.1:0';
  const context = (signal = new AbortController().signal) => ({
    signal,
    storage,
    output: (_stream: string, bytes: Uint8Array) => void (log += Buffer.from(bytes).toString()),
  });
  const replace = (by: string, grants: Grants = {}, signal?: AbortSignal) =>
    serving.replace({ component: by, grants, addr }, context(signal));
  const answer = async (path = 'hello') => (await fetch(serving.url + path)).text();

  before(() => {
    storage = mkdtempSync(join(tmpdir(), 'wit-studio-replace-'));
    newer = withGreeting('HELLO', join(storage, 'newer.wasm'));
  });
  beforeEach(async () => {
    await serving?.close();
    const known = children();
    serving = await serve({ component, grants: {}, addr }, context());
    pid = children().find((one) => !known.includes(one))!;
  });
  after(async () => {
    await serving?.close();
    rmSync(storage, { recursive: true });
  });

  it('serves the new component at the same address, in the same process', async () => {
    assert.equal(await answer(), 'hello\n');
    assert.equal(await replace(newer), true);
    assert.equal(await answer(), 'HELLO\n');
    assert.ok(children().includes(pid));
  });

  it('completes requests in progress with the previous component', async () => {
    const slow = answer('sleep?400');
    const answers: Promise<string>[] = [];
    let isRequesting = true;
    const ask = async (): Promise<void> => {
      while (isRequesting) {
        answers.push(answer());
        await answers.at(-1);
      }
    };
    const clients = [ask(), ask(), ask(), ask()];
    await until(() => answers.length > 8);
    await replace(newer);
    const replacedAt = answers.length;
    await until(() => answers.length > replacedAt + 8);
    isRequesting = false;
    await Promise.all(clients);
    const texts = await Promise.all(answers);
    assert.deepEqual([...new Set(texts)], ['hello\n', 'HELLO\n']);
    assert.ok(texts.slice(replacedAt).every((text) => text === 'HELLO\n'));
    assert.equal(await slow, 'awake\n');
  });

  it('keeps serving when the new component is invalid', async () => {
    const refused = replace(join(programs, 'command/command.wasm'));
    await assert.rejects(
      refused,
      (error) => error instanceof HostError && error.problem.code === 'not-a-service',
    );
    const broken = join(storage, 'broken.wasm');
    writeFileSync(broken, 'nothing');
    await assert.rejects(replace(broken), HostError);
    assert.equal(await answer(), 'hello\n');
  });

  it('keeps serving when the reload is cancelled, and ends the new instance', async () => {
    const endless = await assemble(`(component
      (core module $m (func $f (loop (br 0))) (start $f))
      (core instance (instantiate $m)))`);
    const cancel = new AbortController();
    const replacing = replace(endless, {}, cancel.signal);
    setTimeout(() => cancel.abort(new Error('cancelled')), 500);
    await assert.rejects(replacing, /cancelled/);
    assert.equal(await answer(), 'hello\n');
    await replace(newer);
    assert.equal(await answer(), 'HELLO\n');
  });

  it('refuses other grants: its process keeps the permissions of its start', async () => {
    assert.equal(await replace(newer, { env: [['A', 'b']] }), false);
    assert.equal(await answer(), 'hello\n');
  });

  it('serves the last of several simultaneous replacements', async () => {
    const last = withGreeting('third', join(storage, 'third.wasm'));
    await Promise.all([replace(newer), replace(component), replace(last)]);
    assert.equal(await answer(), 'third\n');
  });

  it('continues the numbers of requests, and writes output for the newest request', async () => {
    await answer('print');
    log = '';
    await replace(newer);
    await answer('print');
    await until(() => log.includes('[2] :: '));
  });

  it('is not fused, so that a reload is faster', async () => {
    await using folder = await folderWith({
      'service.wasm': readFileSync(component),
      'composition.toml': 'instances = { service = { component = "service.wasm", env = { A = "b" } } }',
    });
    const composed = await folder.compose({ plan: 'composition.toml' });
    await replace(composed.component);
    assert.equal(await answer(), 'hello\n');
    const { multiMemory } = await nodeFor(context());
    const plain = await transpile(composed.component, join(storage, 'plain'), { multiMemory });
    const used = readdirSync(join(storage, 'transpiled'));
    assert.ok(used.includes(plain.hash));
  });

  it('releases threads and files of previous components', async () => {
    const threads = () => readdirSync(`/proc/${pid}/task`).length;
    const files = () =>
      readdirSync(join(storage, 'guests')).flatMap((name) => readdirSync(join(storage, 'guests', name)))
        .length;
    await replace(newer);
    await answer();
    const most = threads() + 4;
    for (let turn = 0; turn < 10; turn++) {
      await replace(withGreeting(`turn${turn}`, join(storage, `${turn}.wasm`)));
      await answer();
    }
    await until(() => threads() <= most);
    assert.ok(files() <= 2, `${files()} translations`);
  });
});
