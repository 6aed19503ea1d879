// A process that has one job done and nothing else to do; its thread would stay for weeks.
import { importSource } from '../../../../scripts/lib/import-source.mjs';

const { ToolThread } = await importSource('host/src/tools/tool-thread.ts');

const thread = new ToolThread(new URL('jobs.mjs', import.meta.url), 2 ** 31 - 1);
const args = [new Int32Array(new SharedArrayBuffer(4))];
process.stdout.write(String(await thread.run({ name: 'count', args })));
