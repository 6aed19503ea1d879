import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MessageChannel, Worker } from 'node:worker_threads';
import { remoteFiles } from './host-calls.ts';

/** Notifies as for a result that was received already, and sends the real one later. */
const HOST = `
const { port, cell } = require('node:worker_threads').workerData;
const pause = new Int32Array(new SharedArrayBuffer(4));
for (let n = 0; n < 20; n++) {
  Atomics.wait(pause, 0, 0, 5);
  Atomics.notify(cell, 0);
}
port.postMessage('ENOENT');
Atomics.store(cell, 0, 1);
Atomics.notify(cell, 0);
`;

describe('a call to the host', () => {
  it('waits for its own result, even when the previous notification arrives late', async () => {
    const { port1: port, port2: host } = new MessageChannel();
    const cell = new Int32Array(new SharedArrayBuffer(4));
    const workers: Worker[] = [];
    const files = remoteFiles({ cell, port }, () => {
      const workerData = { port: host, cell };
      workers.push(new Worker(HOST, { eval: true, workerData, transferList: [host] }));
    });
    assert.throws(() => files.sync(3, 'all'), { code: 'ENOENT' });
    await Promise.all(workers.map((one) => one.terminate()));
    port.close();
  });
});
