import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { launch, printed, stopped, variables, type Session } from '../testing/debuggee.ts';
import { scriptProgram, type ScriptProgram } from '../testing/script-program.ts';
import { lineIn } from '../testing/shop.ts';

const WIT = `package t:till;

world till {
  export bill: func(names: list<string>) -> u32;
}
`;

const SCRIPT = `enum Size { Small = 1, Large = 2 }
const unread = ['of no function'];

class Drawer {
  static opened = 0;
  #key = 'brass';
  readonly coins = new Map<unknown, number>([['penny', 1], [{ of: 'gold' }, 20]]);
  readonly notes = new Set(['five', 'ten']);
  readonly lost = Promise.resolve(3);
  readonly since = new Date(0);
  readonly sealed = Object.freeze({ by: 'Ada' });
  count(more: number): number {
    const { size } = this.coins;
    return size + more; // counted
  }
}

function bill(names: readonly string[]): number {
  const size = names.length > 1 ? Size.Large : Size.Small;
  console.log('for', names);
  console.warn('size', size);
  return size + new Drawer().count(1) - 3;
}

export { bill };
`;

const RETURN = lineIn(SCRIPT, 'return size + new');

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

  async function start(line = RETURN): Promise<Session> {
    const client = till.session();
    await launch(client, { program: till.program, invoke: 'bill(["pear", "fig"])' }, () =>
      client.request('setBreakpoints', {
        source: { path: till.script },
        breakpoints: [{ line }],
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
    assert.deepEqual(names.toSorted(), ['Drawer', 'Size', 'bill', 'unread']);
  });

  it('opens maps, sets, promises, and private and static members', async () => {
    const client = await start(lineIn(SCRIPT, '// counted'));
    const { thread, scopes } = await stopped(client);
    assert.deepEqual(scopes['Locals']!.toSorted(), [
      'more = 1',
      'size = 2',
      'this = Drawer {#key: "brass", coins: {…}, notes: {…}, lost: {…}, since: {…}, …}',
    ]);
    const membersOf = async (expression: string, page = {}) => {
      const body = await client.request('evaluate', { expression, frameId: thread * 10_000 });
      return variables(client, body['variablesReference'] as number, page);
    };
    const own = await membersOf('this');
    assert.ok(own.includes('#key = "brass"'));
    assert.ok(own.includes('coins = Map(2) {"penny" => 1, {…} => 20}'));
    assert.ok(own.includes('notes = Set(2) {"five", "ten"}'));
    assert.ok(own.some((one) => one.startsWith('since = Thu Jan 01 1970')));
    assert.deepEqual(await membersOf('this.coins'), ['["penny"] = 1', '[{of: "gold"}] = 20']);
    assert.deepEqual(await membersOf('this.coins', { start: 1, count: 1 }), ['[{of: "gold"}] = 20']);
    assert.deepEqual(await membersOf('this.notes'), ['[0] = "five"', '[1] = "ten"']);
    assert.deepEqual(await membersOf('this.lost'), [
      '[[PromiseState]] = "fulfilled"',
      '[[PromiseResult]] = 3',
    ]);
    assert.ok((await membersOf('Drawer')).includes('opened = 0'));
    assert.deepEqual(await membersOf('{ size, more }'), ['size = 2', 'more = 1']);
  });

  it('refuses new values where assignments would not replace them', async () => {
    const client = await start(lineIn(SCRIPT, '// counted'));
    const { thread } = await stopped(client);
    const set = async (expression: string, name: string) => {
      const body = await client.request('evaluate', { expression, frameId: thread * 10_000 });
      await client.request('setVariable', {
        variablesReference: body['variablesReference'],
        name,
        value: '5',
      });
    };
    await assert.rejects(set('this.coins', '["penny"]'), /\["penny"\] cannot be replaced here/);
    await assert.rejects(set('this', '#key'), /#key cannot be replaced here/);
    await assert.rejects(set('this.sealed', 'by'), /TypeError: Cannot assign to read only property 'by'/);
  });
});
