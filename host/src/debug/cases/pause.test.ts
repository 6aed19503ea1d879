import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { it } from 'node:test';
import { folderWith } from '../../compose/testing/folder.ts';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { launch, session, stopped } from '../testing/debuggee.ts';

const debuggee = resolve('test-fixtures/debuggee');

/** Never returns. */
const SPINNER = `(component
  (import "t:shop/packing" (instance (export "packs" (func (param "size" u32) (result u32)))))
  (core module $m (func $forever (export "spin") (loop $again (br $again))))
  (core instance $i (instantiate $m))
  (func (export "spin") (canon lift (core func $i "spin"))))`;

it(
  'pauses a thread that starts, and a loop of a part without debug information, with its code',
  { timeout: 60_000 },
  async () => {
    await using folder = await folderWith({
      'packing.wasm': readFileSync(resolve(debuggee, 'packing.wasm')),
      'spinner.wasm': SPINNER,
      'composition.toml': '[instances]\npacking = "packing.wasm"\nspinner = "spinner.wasm"\n',
    });
    const { component: program } = await folder.compose({ plan: 'composition.toml', out: 'out.wasm' });
    const client = session(storage);
    await launch(client, { program, invoke: 'spin()', sourceMap: { '/sources': debuggee } });
    assert.match(client.output['console']!, /spinner is debugged at the level of WIT: it has no debug info/);
    await client.event('thread');
    await client.request('pause', { threadId: 1 });
    let { reason, frames } = await stopped(client);
    // It may be about to begin the call.
    while (frames[0] !== '$forever') {
      await client.request('continue', { threadId: 1 });
      await client.request('pause', { threadId: 1 });
      ({ reason, frames } = await stopped(client));
    }
    assert.deepEqual([reason, frames], ['pause', ['$forever', 'spinner: spin']]);
    const { stackFrames } = (await client.request('stackTrace', { threadId: 1 })) as {
      stackFrames: { instructionPointerReference: string }[];
    };
    const { instructions } = (await client.request('disassemble', {
      memoryReference: stackFrames[0]!.instructionPointerReference,
      instructionCount: 1,
    })) as { instructions: { instruction: string }[] };
    assert.match(instructions[0]!.instruction, /^(br|loop)/);
    client.close();
    await client.over;
  },
);
