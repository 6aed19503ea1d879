import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { launch, printed, stopped, type Session } from '../testing/debuggee.ts';
import { scriptProgram, type ScriptProgram } from '../testing/script-program.ts';
import { lineIn } from '../testing/shop.ts';

const WIT = `package t:till;

world till {
  export bill: func(names: list<string>) -> u32;
}
`;

/** For its variables, those of their names in the other file are renamed. */
const PRICES = `const sum = 3;
const log = console.log;
log(sum);
export const count = 8;
export const half = (sum: number) => sum / 2;
export default (sum: number) => sum + 1;
`;

const SCRIPT = `import plus, { count as first, half } from './prices';

namespace Tax { export const rate = 2; export function on(sum: number) {
  return sum * rate;
} }
const used = [plus, first, half];
const log: string[] = [];
const opened = (name: string) => ({ name, [Symbol.dispose]: () => void log.push(name) });

function bill(names: readonly string[]): number {
  let sum = 10;
  using drawer = opened('drawer');
  for (using item of names.map(opened)) {
    sum += item.name.length;
    log.push(item.name);
  }
  void used;
  return Tax.on(sum);
}

export { bill };
`;

const lineOfScript = (text: string): number => lineIn(SCRIPT, text);

describe('names of a script in a session', { timeout: 120_000 }, () => {
  let till: ScriptProgram;
  before(async () => {
    till = await scriptProgram('till', {
      'till/wit/till.wit': WIT,
      'till/src/index.ts': SCRIPT,
      'till/src/prices.ts': PRICES,
      'composition.toml': '[instances]\ntill = "till"\n',
    });
  });
  afterEach(() => till.endSessions());
  after(() => till[Symbol.asyncDispose]());

  async function start(breakpoints: readonly object[]): Promise<Session> {
    const client = till.session();
    const invoke = 'bill(["pear", "fig"])';
    await launch(client, { program: till.program, invoke }, () =>
      client.request('setBreakpoints', { source: { path: till.script }, breakpoints }),
    );
    return client;
  }

  it('are those of the source, without the variables of rewritten syntax', async () => {
    const client = await start([{ line: lineOfScript('log.push(item.name)') }]);
    const { scopes } = await stopped(client);
    const names = (scope: string) => scopes[scope]!.map((one) => one.split(' = ')[0]).toSorted();
    assert.deepEqual(names('Locals'), ['drawer', 'item', 'names', 'sum']);
    assert.ok(scopes['Locals']!.includes('sum = 14'));
    assert.deepEqual(names('Module'), ['Tax', 'bill', 'first', 'half', 'log', 'opened', 'plus', 'used']);
    assert.ok(scopes['Module']!.includes('log = []'));
  });

  it('are those of imports, and of members of a namespace', async () => {
    const client = await start([{ line: lineOfScript('return sum * rate') }]);
    const { thread } = await stopped(client);
    const evaluate = async (expression: string) =>
      (await client.request('evaluate', { expression, frameId: thread * 10_000 }))['result'];
    assert.equal(await evaluate('sum * rate'), '34');
    assert.equal(await evaluate('[plus(sum), first, half(sum)].join()'), '"18,8,8.5"');
    assert.equal(await evaluate('({ rate, first }).rate'), '2');
    assert.equal(await evaluate('[1].map((rate) => rate + first)[0]'), '9');
  });

  it('are meant in expressions, conditions, messages and new values', async () => {
    const client = await start([
      { line: lineOfScript('log.push(item.name)'), logMessage: 'up to {item.name}: {sum}' },
      { line: lineOfScript('log.push(item.name)'), condition: 'sum === 17' },
    ]);
    const { thread, references } = await stopped(client);
    const frameId = thread * 10_000;
    const evaluate = async (expression: string) =>
      (await client.request('evaluate', { expression, frameId }))['result'];
    assert.equal(await evaluate('sum + names.length'), '19');
    assert.equal(await evaluate('Object.entries({ sum }).join()'), '"sum,17"');
    const variablesReference = references['Locals'];
    await client.request('setVariable', { variablesReference, name: 'sum', value: 'sum + 4' });
    assert.equal(await evaluate('sum'), '21');
    await client.request('continue', { threadId: thread });
    assert.equal(await printed(client, /^(\d+)$/m), '42');
    assert.match(client.output['console']!, /^up to "pear": 14\nup to "fig": 17$/m);
  });
});
