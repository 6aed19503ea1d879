// Builds the program of the folder that it is started in by componentize-js, as its README does.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { componentize } from '@bytecodealliance/componentize-js';

const name = basename(process.cwd());
// The commands are those of the other engine.
const own = `${name}.js`;
const sourcePath = existsSync(own) ? own : `../../javascript/${name}/src/${name}.js`;
const { component } = await componentize(await readFile(sourcePath, 'utf8'), {
  sourceName: `${name}.js`,
  witPath: '../../wit',
  worldName: name === 'handler' ? 'handler' : 'command',
});
await mkdir('dist', { recursive: true });
await writeFile(`dist/${name}.wasm`, component);
