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

const SCRIPT = `enum Size { Small = 1, Large = 2 }
const unread = ['of no function'];

function bill(names: readonly string[]): number {
  const size = names.length > 1 ? Size.Large : Size.Small;
  console.log('for', names);
  console.warn('size', size);
  return size;
}

export { bill };
`;

const RETURN = lineIn(SCRIPT, 'return size');

describe('values of a script in a session', { timeout: 120_000 }, () => {
  let till: ScriptProgram;
  before(async () => {
    till = await scriptProgram('till', {
      'till/wit/till.wit': WIT,
      'till/src/index.ts': SCRIPT,
      'composition.toml': '[instances]\ntill = "till"\n',
    });
  });
  afterEach(() => till.endSessions());
  after(() => till[Symbol.asyncDispose]());

  async function start(): Promise<Session> {
    const client = till.session();
    await launch(client, { program: till.program, invoke: 'bill(["pear", "fig"])' }, () =>
      client.request('setBreakpoints', {
        source: { path: till.script },
        breakpoints: [{ line: RETURN }],
      }),
    );
    return client;
  }

  it('has the output of the console, also of an evaluated call', async () => {
    const client = await start();
    const { thread } = await stopped(client);
    await client.request('evaluate', { expression: 'console.log("seen")', frameId: thread * 10_000 });
    await client.request('continue', { threadId: thread });
    await printed(client, /^(2)$/m);
    assert.equal(client.output['stdout'], 'for ["pear","fig"]\nseen\n');
    assert.equal(client.output['stderr'], 'size 2\n');
  });

  it('reads variables of the module that its functions do not use', async () => {
    const client = await start();
    const { thread, scopes } = await stopped(client);
    const evaluate = async (expression: string) =>
      (await client.request('evaluate', { expression, frameId: thread * 10_000 }))['result'];
    assert.equal(await evaluate('Size.Small'), '1');
    assert.equal(await evaluate('Size[2]'), '"Large"');
    assert.equal(await evaluate('unread.length'), '1');
    const names = scopes['Module']!.map((one) => one.split(' = ')[0]);
    assert.deepEqual(names.toSorted(), ['Size', 'bill', 'unread']);
  });
});
