import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { InspectResult } from '../../../host/src/protocol.ts';
import { chooseCall } from './choose-call.ts';

const none: InspectResult = { isCommand: false, functions: [], resourceFunctions: [], accessRequests: [] };
const chosenIn = (inspected: InspectResult) =>
  chooseCall({
    component: '/workspace/a.wasm',
    inspected,
    history: [],
    check: () => Promise.resolve(undefined),
  });

describe('the choice of a call', () => {
  it('is refused for a component without one', async () => {
    await assert.rejects(chosenIn(none), (error: { data?: object }) => {
      assert.deepEqual(error.data, {
        code: 'nothing-to-call',
        message: 'a.wasm exports no function that can be called with values in WAVE',
        help: 'Export a function or an interface in its world.',
      });
      return true;
    });
  });

  it('is refused for one that exports only functions of resources, or such that take a handle', async () => {
    const add = { name: 'a:b/c.counter.add@1.0.0', signature: '(self: borrow<counter>)' };
    const open = { name: 'a:b/c.open@1.0.0', signature: '(at: borrow<counter>)' };
    const helpFor = (inspected: Partial<InspectResult>): Promise<string | undefined> =>
      chosenIn({ ...none, ...inspected }).then(
        () => undefined,
        (error: { data?: { help?: string } }) => error.data?.help,
      );
    assert.equal(
      await helpFor({ resourceFunctions: [add] }),
      'Its exports are functions of resources (a:b/c.counter.add@1.0.0), which only another component can call. Compose it with a component that calls it.',
    );
    assert.equal(
      await helpFor({ functions: [open], resourceFunctions: [add] }),
      'Its exports take resource handles, which only another component can create. Compose it with a component that calls it.',
    );
  });

  it('leads from a component that handles HTTP to a server', async () => {
    const service = {
      ...none,
      functions: [{ name: 'wasi:http/incoming-handler.handle@0.2.12', signature: '' }],
    };
    await assert.rejects(chosenIn(service), (error: { data?: { help?: string } }) =>
      /WIT: Serve/.test(error.data?.help ?? ''),
    );
  });

  it('is the program of a component that has nothing else', async () => {
    const program = { ...none, isCommand: true };
    assert.deepEqual(await chosenIn(program), { call: undefined });
  });
});
