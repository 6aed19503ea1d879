// What a language server holds once it has checked a workspace of a thousand files: heap and resident memory, after a
// collection. Several builds in turn, so that their figures can be compared.
// usage: node --import tsx scripts/bench/memory.ts [DIST…]
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { makeLargeWorkspace } from './large-workspace.ts';

const FILES = 1000;
const corpus = '../shared/corpus';
const folder = join(tmpdir(), 'wit-studio-large');

/** Collects garbage and writes what is used to a file on SIGUSR2. */
function reporting(file: string): string[] {
  const program = `import { writeFileSync } from 'node:fs';
    import { isMainThread } from 'node:worker_threads';
    if (isMainThread) process.on('SIGUSR2', () => {
      globalThis.gc(); globalThis.gc();
      writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.memoryUsage()));
    });`;
  return ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent(program)}`];
}

async function measure(dist: string): Promise<{ heap: number; resident: number; seconds: number }> {
  const report = join(tmpdir(), `wit-studio-memory-${process.pid}.json`);
  rmSync(report, { force: true });
  const main = resolve(dist, 'server/main.js');
  const server = spawn('node', [...reporting(report), main, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const root = pathToFileURL(folder).href;
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: 'large' }],
    capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: {} } },
  });
  await connection.sendNotification('initialized', {});
  const start = performance.now();
  const path = join(folder, 'package-0/wit');
  const file = join(
    path,
    readdirSync(path).find((name) => name.endsWith('.wit'))!,
  );
  const textDocument = {
    uri: pathToFileURL(file).href,
    languageId: 'wit',
    version: 1,
    text: readFileSync(file, 'utf8'),
  };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  const { items } = await connection.sendRequest<{ items: unknown[] }>('workspace/diagnostic', {
    previousResultIds: [],
  });
  const seconds = (performance.now() - start) / 1000;
  if (items.length === 0) throw new Error('nothing was checked');
  await wait(3000);
  process.kill(server.pid!, 'SIGUSR2');
  while (!existsSync(report)) await wait(100);
  await wait(500);
  const { heapUsed, external } = JSON.parse(readFileSync(report, 'utf8')) as NodeJS.MemoryUsage;
  const resident = Number(readFileSync(`/proc/${server.pid}/statm`, 'utf8').split(' ')[1]) * 4096;
  const gone = new Promise((done) => server.once('exit', done));
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await gone;
  connection.dispose();
  return { heap: heapUsed + external, resident, seconds };
}

const files = makeLargeWorkspace(corpus, folder, FILES);
console.log(`${files} files`);
for (const dist of process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['dist']) {
  const { heap, resident, seconds } = await measure(dist);
  const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  console.log(
    `${dist}: heap ${megabytes(heap)}, resident ${megabytes(resident)}, checked in ${seconds.toFixed(1)} s`,
  );
}
process.exit();
