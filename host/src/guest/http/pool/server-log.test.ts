import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ServerLog } from './server-log.ts';

describe('the log of a server', () => {
  const output = { kind: 'output', stream: 'stdout', bytes: Buffer.from('text\n') } as const;
  const printed = async (hasPrefix: boolean, id?: number): Promise<string> => {
    let text = '';
    const log = new ServerLog((_, bytes) => (text += Buffer.from(bytes).toString()), hasPrefix);
    await log.pass({ ...output, ...(id !== undefined && { id }) });
    return text;
  };

  it('names the request that a line is of, which may have its response already', async () => {
    assert.equal(await printed(true, 3), 'stdout [3] :: text\n');
    assert.equal(await printed(true), 'text\n');
    assert.equal(await printed(false, 3), 'text\n');
  });

  it('loses what cannot be written, and goes on', async () => {
    const outputs = [() => Promise.reject(new Error('full')), (text: string) => void written.push(text)];
    const written: string[] = [];
    const log = new ServerLog((_, bytes) => outputs.shift()!(Buffer.from(bytes).toString()), false);
    await log.pass({ ...output, id: 1 });
    await log.pass({ ...output, id: 2 });
    assert.deepEqual(written, ['text\n']);
  });
});
