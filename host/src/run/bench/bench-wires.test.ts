import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { componentEmbed, componentNew } from '@bytecodealliance/jco-transpile/wasm-tools';
import { folderWith } from '../../compose/testing/folder.ts';
import { unitWat, type Unit } from '../../compose/testing/units.ts';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import type { CallRecord } from '../../protocol/trace.ts';
import { wasmtime } from '../../testing/wasmtime.ts';
import { run } from '../run.ts';
import { benchWires } from './bench-wires.ts';
import { withRepeating } from './repeating-component.ts';

const context = { signal: new AbortController().signal, storage };

const ONE: Unit = { export: 't:g/a@1.0.0', imports: [], add: 7 };
const TWO: Unit = { export: 't:g/b@1.0.0', imports: [ONE.export], add: 3 };
const TOP: Unit = { export: 'run', imports: [ONE.export, TWO.export], add: 1 };

describe('measuring the wires of a composition', () => {
  it('names each function that an instance calls of another, and how often', async () => {
    await using folder = await folderWith({
      'one.wasm': unitWat(ONE),
      'two.wasm': unitWat(TWO),
      'top.wasm': unitWat(TOP),
      'composition.toml': '[instances]\none = "one.wasm"\ntwo = "two.wasm"\ntop = "top.wasm"\n',
    });
    const { component } = await folder.compose({ plan: 'composition.toml', out: 'out.wasm' });
    const params = { component, grants: {}, invoke: 'run(5)' };
    const observe = (observed: typeof context) => run(params, observed);
    const rows = await benchWires({ component, forMs: 20 }, 'call', context, observe);
    assert.deepEqual(rows.map(({ what }) => what).sort(), [
      'top → one: a call of t:g/a.f, without its work (1 per call)',
      'top → two: a call of t:g/b.f, without its work (1 per call)',
      'two → one: a call of t:g/a.f, without its work (1 per call)',
    ]);
    for (const { here, wasmtime: theirs } of rows) {
      assert.ok(here > 0, String(here));
      assert.ok(wasmtime.missing !== false || theirs! > 0, String(theirs));
    }
  });

  it('has none of a component alone', async () => {
    await using folder = await folderWith({ 'one.wasm': unitWat({ ...ONE, export: 'run' }) });
    const component = join(folder.path, 'one.wasm');
    const observe = () => assert.fail('it is run');
    assert.deepEqual(await benchWires({ component, forMs: 20 }, 'call', context, observe), []);
  });
});

const WIT = `package t:c@1.0.0;
interface desk {
  resource ticket;
  variant reason { closed, busy(u64), late(f32), lost(string) }
  record place { row: s8, name: option<string>, at: tuple<f64, char>, seats: list<u16> }
  flags rights { read, write }
  enum day { monday, tuesday }
  seats: func(of: list<place>, %why: reason, %with: rights, on: day) -> result<place, reason>;
  many: func(a: place, b: place, c: result<place, string>) -> option<day>;
  next: func() -> ticket;
}
world app { import desk; import greet: func(name: string, often: s64) -> string; export run: func(); }`;

const PLACE = '{row: -3, name: some("fr\\"ont"), at: (1.5, \'x\'), seats: [1, 2, 3]}';

describe('a composition that repeats one call', () => {
  const importer = async () =>
    componentNew(await componentEmbed({ witSource: WIT, dummy: true, world: 'app' }), []);

  /** The calls that arrive when it is made twice. */
  async function repeated(
    imported: string,
    name: string,
    args: string,
    value?: string,
  ): Promise<string[] | undefined> {
    const calls: CallRecord[] = [];
    const wire = {
      import: imported,
      call: `${name}(${args})`,
      ...(value !== undefined && { answer: [name, value] as const }),
    };
    const unused = { caller: '', callee: '', function: '', count: 1, part: 0 };
    return withRepeating({ ...unused, ...wire }, await importer(), context, async (component) => {
      await run(
        { component, grants: {}, invoke: 'repeat(2)' },
        {
          ...context,
          observer: {
            report(report) {
              if (report.kind === 'calls') calls.push(...report.calls);
              return { kind: 'go' };
            },
          },
        },
      );
      return calls
        .filter(({ caller }) => caller === 'caller')
        .map((call) => `${call.arguments.map(([, text]) => text).join(', ')} = ${call.result}`);
    });
  }

  const cases = [
    ['greet', 'greet', '"Ada Łovelace", -7', '"hello"'],
    [
      't:c/desk@1.0.0',
      'seats',
      `[${PLACE}, ${PLACE}], busy(70000000000), {write}, tuesday`,
      'err(late(2.5))',
    ],
    ['t:c/desk@1.0.0', 'seats', '[], lost("no"), {}, monday', `ok(${PLACE})`],
    ['t:c/desk@1.0.0', 'many', `${PLACE}, ${PLACE}, err("gone")`, 'some(monday)'],
  ] as const;
  for (const [imported, name, args, value] of cases)
    it(`passes ${args.slice(0, 30)} to ${name}, and gets ${value.slice(0, 30)}`, async () => {
      const one = `${args} = ${value}`;
      assert.deepEqual(await repeated(imported, name, args, value), [one, one]);
    });

  it('cannot be made of a call that gives a resource, or what a stub cannot give', async () => {
    assert.equal(await repeated('t:c/desk@1.0.0', 'next', ''), undefined);
    assert.equal(await repeated('greet', 'greet', '"Ada", 1', '{b: 5}'), undefined);
  });
});
