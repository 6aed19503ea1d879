import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { bundleScript } from '../script/bundle-script.ts';
import { launch, stopped, variables, type Session } from '../testing/debuggee.ts';
import { scriptProgram, type ScriptProgram } from '../testing/script-program.ts';
import { debuggee, lineIn, lineOf, rust, shopFiles, shopPlan } from '../testing/shop.ts';

const WIT = `package t:shop;

interface till {
  record item { name: string, count: u32 }
  bill: func(items: list<item>) -> result<u32, string>;
}

world user {
  import total: func(count: u32) -> u32;
  export till;
}
`;

const SCRIPT = `import { total } from 'total';

interface Item {
  readonly name: string;
  readonly count: number;
}

const sizes = new Map<string, number>();

/** The costs of all items together. */
function bill(items: readonly Item[]): number {
  let sum = 0;
  for (const { name, count } of items) {
    if (name === 'nothing') throw name;
    const more = total(count);
    sum += more;
    if (name === 'bug') sizes.get(name)!.toFixed();
    try {
      if (name === 'odd') throw new Error(name);
    } catch {
      sum += 1;
    }
  }
  return rounded(sum);
}

const rounded = (sum: number): number => Math.round(sum);

export const till = { bill };
`;

const lineOfScript = (text: string): number => lineIn(SCRIPT, text);

describe('debugging TypeScript in a session with other languages', { timeout: 120_000 }, () => {
  let user: ScriptProgram;
  before(async () => {
    user = await scriptProgram('user', {
      ...shopFiles(),
      'user/wit/shop.wit': WIT,
      'user/src/index.ts': SCRIPT,
      'composition.toml': shopPlan('user = "user"\n'),
    });
  });
  afterEach(() => user.endSessions());
  after(() => user[Symbol.asyncDispose]());

  async function start(
    breakpoints: readonly object[],
    invoke = 'bill([{name: "pear", count: 5}, {name: "fig", count: 6}])',
    inRust: readonly object[] = [],
  ): Promise<Session> {
    const client = user.session();
    await launch(client, { program: user.program, invoke, sourceMap: { '/sources': debuggee } }, async () => {
      await client.request('setBreakpoints', { source: { path: user.script }, breakpoints });
      await client.request('setBreakpoints', { source: { path: rust }, breakpoints: inRust });
    });
    return client;
  }

  it('steps from TypeScript through WIT into Rust, and back', async () => {
    const client = await start([{ line: lineOfScript('const more') }]);
    const first = await stopped(client);
    assert.equal(first.reason, 'breakpoint');
    assert.deepEqual(first.places, [`bill:${lineOfScript('const more')}`, 'user: t:shop/till.bill:5']);
    // Before its declaration, Node.js 20 shows a variable as undefined, and later versions do not show it.
    const declared = first.scopes['Locals']!.filter((one) => one !== 'more = undefined');
    assert.deepEqual(declared.toSorted(), ['count = 5', 'items = [{…}, {…}]', 'name = "pear"', 'sum = 0']);
    const { thread: threadId } = first;
    await client.request('stepIn', { threadId });
    const crossing = await stopped(client);
    assert.deepEqual(crossing.places, [
      'shop: total:9',
      `bill:${lineOfScript('const more')}`,
      'user: t:shop/till.bill:5',
    ]);
    await client.request('stepIn', { threadId });
    const inRust = await stopped(client);
    assert.equal(inRust.places[0], `shop::total:${lineOf(rust, 'let orders = orders(count)')}`);
    assert.deepEqual(inRust.places.slice(1), crossing.places);
    await client.request('stepOut', { threadId });
    const returned = await stopped(client);
    assert.equal(returned.places[0], 'shop: total (returned):9');
    await client.request('next', { threadId });
    const behind = await stopped(client);
    assert.equal(behind.places[0], `bill:${lineOfScript('sum += more')}`);
    assert.ok(
      behind.scopes['Locals']!.includes('name = "pear"'),
      'the call that has returned is the first one',
    );
    await client.request('setBreakpoints', { source: { path: user.script }, breakpoints: [] });
    await client.request('continue', { threadId });
    await client.event('terminated');
    assert.match(client.output['console']!, /^ok\(\d+\)\n$/m);
  });

  it('reads and sets values, and stops at conditional breakpoints in JavaScript', async () => {
    const client = await start([
      { line: lineOfScript('sum += more'), condition: 'name === "fig" && items.length === 2' },
      { line: lineOfScript('const more'), logMessage: '{name}: {count * 2}' },
      { line: lineOfScript('const more'), condition: 'missing' },
    ]);
    const { thread, scopes, references } = await stopped(client);
    assert.ok(scopes['Locals']!.includes('name = "fig"'));
    const frameId = thread * 10_000;
    const evaluate = (expression: string) => client.request('evaluate', { expression, frameId });
    assert.equal((await evaluate('items[1].count + 1'))['result'], '7');
    await assert.rejects(evaluate('missing'), /^Error: ReferenceError: missing is not defined$/);
    const { result, variablesReference, indexedVariables } = await evaluate('items');
    assert.deepEqual([result, indexedVariables], ['[{…}, {…}]', 2]);
    assert.deepEqual(await variables(client, variablesReference as number, { start: 1, count: 1 }), [
      '[1] = {name: "fig", count: 6}',
    ]);
    const set = (name: string, value: string) =>
      client.request('setVariable', { variablesReference: references['Locals'], name, value });
    await set('sum', '40 + 1.5');
    assert.equal((await evaluate('sum'))['result'], '41.5');
    await client.request('continue', { threadId: thread });
    await client.event('terminated');
    assert.match(
      client.output['console']!,
      /^(?:Node.js .*\n)?"pear": 10\nthe condition missing is not read: .*\n"fig": 12\n/,
    );
  });

  it('steps into the TypeScript of a call, over its lines, and out to the return', async () => {
    const client = await start([], 'bill([{name: "pear", count: 5}])');
    await client.request('setFunctionBreakpoints', { breakpoints: [{ name: 't:shop/till.bill' }] });
    const { thread: threadId } = await stopped(client);
    const step = async (how: string): Promise<string | undefined> => {
      await client.request(how, { threadId });
      return (await stopped(client)).places[0];
    };
    assert.equal(await step('stepIn'), `bill:${lineOfScript('let sum = 0')}`);
    assert.equal(await step('next'), `bill:${lineOfScript('for (const')}`);
    assert.equal(await step('next'), `bill:${lineOfScript("if (name === 'nothing')")}`);
    assert.equal(await step('next'), `bill:${lineOfScript('const more')}`);
  });

  it('stops at an exception that becomes the error of a result', async () => {
    const client = await start([], 'bill([{name: "nothing", count: 5}])');
    await client.request('setExceptionBreakpoints', { filters: ['error'] });
    const { text, places, thread, reason } = await stopped(client);
    assert.deepEqual([reason, text], ['exception', '"nothing"']);
    assert.deepEqual(places, [`bill:${lineOfScript("if (name === 'nothing')")}`, 'user: t:shop/till.bill:5']);
    await client.request('continue', { threadId: thread });
    await client.event('terminated');
    assert.match(client.output['console']!, /^err\("nothing"\)$/m);
  });

  it('stops at uncaught exceptions only', async () => {
    const client = await start([], 'bill([{name: "odd", count: 5}, {name: "bug", count: 5}])');
    const { text, places, thread, scopes } = await stopped(client);
    assert.equal(text, "TypeError: Cannot read properties of undefined (reading 'toFixed')");
    assert.equal(places[0], `bill:${lineOfScript("if (name === 'bug')")}`);
    assert.ok(scopes['Locals']!.includes('name = "bug"'));
    await client.request('continue', { threadId: thread });
    assert.deepEqual(await client.event('exited'), { exitCode: 1 });
  });

  it('takes the bundle of an earlier session until a source has changed or come', async () => {
    const [source, cache] = [join(user.folder, 'user'), join(user.folder, 'cache')];
    const made = async () => {
      const { code } = await bundleScript('user', source, cache);
      const [name] = await readdir(join(cache, 'debug'));
      return { code, inode: statSync(join(cache, 'debug', name!, 'script.cjs')).ino };
    };
    const first = await made();
    assert.deepEqual(await made(), first);
    await writeFile(join(source, 'src/other.ts'), 'export const other = 1;\n');
    const withOther = await made();
    assert.notEqual(withOther.inode, first.inode);
    assert.equal(withOther.code, first.code);
    await writeFile(user.script, SCRIPT.replace('let sum = 0', 'let sum = 7'));
    assert.match((await made()).code, /let sum = 7/);
    await writeFile(user.script, SCRIPT);
    assert.equal((await made()).code, first.code);
  });
});
