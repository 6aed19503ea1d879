// A process that has one job done and nothing else to do; its thread would stay for weeks.
import { register } from 'tsx/esm/api';

register();
const { ToolThread } = await import('../tool-thread.ts');

const thread = new ToolThread(new URL('jobs.mjs', import.meta.url), 2 ** 31 - 1);
const args = [new Int32Array(new SharedArrayBuffer(4))];
process.stdout.write(String(await thread.run({ name: 'count', args })));
