// Builds the program of the folder that it is started in by componentize-js, as its README does.
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { componentize } from '@bytecodealliance/componentize-js';

const WIT = '../../wit';

/** The engine's events of HTTP are those of WASI 0.2.10. */
async function olderWit() {
  const folder = 'dist/wit';
  await cp(WIT, folder, { recursive: true });
  for (const path of await readdir(folder, { recursive: true })) {
    if (!path.endsWith('.wit')) continue;
    const text = await readFile(join(folder, path), 'utf8');
    await writeFile(join(folder, path), text.replaceAll('@0.2.12', '@0.2.10'));
  }
  return folder;
}

/** The source and options of each program. The commands are those of the other engine; without `fetch` they import no wasi:http. */
const handler = async () => ['handler.js', { witPath: await olderWit(), worldName: 'handler' }];
const command = (name) => [
  `../../javascript/${name}/src/${name}.js`,
  { witPath: WIT, worldName: 'command', disableFeatures: ['http', 'fetch-event'] },
];

const name = basename(process.cwd());
await mkdir('dist', { recursive: true });
const [source, options] = name === 'handler' ? await handler() : command(name);
const { component } = await componentize(await readFile(source, 'utf8'), { sourceName: `${name}.js`, ...options });
await writeFile(`dist/${name}.wasm`, component);
