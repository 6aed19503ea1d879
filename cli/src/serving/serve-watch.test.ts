import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { exporter, importer } from '../../../host/src/compose/testing/components.ts';
import { folderWith } from '../../../host/src/compose/testing/folder.ts';
import { prepareRunnable } from '../runnable.ts';
import { followSources, noteChange } from './serve-watch.ts';
import { changedFiles } from './watched-files.ts';

const plan = '[instances]\nmath = "math.wasm"\napp = "app.wasm"\n';
const files = { 'composition.toml': plan, 'math.wasm': exporter(), 'app.wasm': importer() };

/** Reports, each awaited in its turn. */
function reports() {
  const texts: string[] = [];
  const waiting: ((text: string) => void)[] = [];
  return {
    report: (text: string): void => {
      const next = waiting.shift();
      if (next) next(text);
      else texts.push(text);
    },
    next: (): Promise<string> => {
      const [text] = texts.splice(0, 1);
      return text === undefined ? new Promise((done) => waiting.push(done)) : Promise.resolve(text);
    },
  };
}

describe('wit-studio serve --watch', () => {
  it('serves each change, and keeps the previous build while there is an error', async () => {
    await using folder = await folderWith(files);
    process.env['XDG_CACHE_HOME'] = join(folder.path, 'cache');
    const path = join(folder.path, 'composition.toml');
    const first = await prepareRunnable(path);
    const replaced: string[] = [];
    const serving = {
      replace: async ({ component }: { component: string }) => replaced.push(component) > 0,
    };
    const { report, next } = reports();
    const over = new AbortController();
    const params = { grants: {}, addr: '127.0.0.1:0' };
    // Sources that are older than the build do not trigger a rebuild.
    const since = 0;
    const following = followSources({
      path,
      cwd: folder.path,
      first,
      serving,
      params,
      since,
      signal: over.signal,
      report,
    });
    assert.match(await next(), /app\.wasm.* changed: serving the new build\n$/);
    await writeFile(path, `${plan}# more\n`);
    assert.match(await next(), /^[^,]*composition\.toml changed: serving the new build\n$/);
    await writeFile(path, plan.replace('math.wasm', 'maths.wasm'));
    assert.match(await next(), /^error\[[^]*maths\.wasm[^]*\nserving the build before\n$/);
    await writeFile(path, plan);
    assert.match(await next(), /serving the new build\n$/);
    over.abort();
    await following;
    assert.deepEqual(replaced, [first.component, first.component, first.component]);
  });

  it('is suggested once by a server without it when a source is newer than the build', async () => {
    await using folder = await folderWith(files);
    const path = join(folder.path, 'math.wasm');
    const messages: string[] = [];
    const signal = new AbortController().signal;
    const served = { path, cwd: folder.path, first: { component: path, sources: [path] }, signal };
    const serving = { replace: async () => true };
    const params = { grants: {}, addr: '127.0.0.1:0' };
    await noteChange({ ...served, serving, params, since: 0, report: (text) => messages.push(text) });
    assert.deepEqual(messages.length, 1);
    assert.match(messages[0] ?? '', /math\.wasm changed: start again to serve it, or use --watch\n$/);
  });
});

describe('watched files', () => {
  it('are added, changed and removed sources, and no build outputs', async () => {
    await using folder = await folderWith({ 'src/a.ts': 'a', 'src/b.ts': 'b' });
    const at = (name: string) => join(folder.path, name);
    const over = new AbortController();
    const changes = changedFiles(() => [folder.path], 0, over.signal);
    assert.deepEqual([...((await changes.next()).value ?? [])].sort(), [at('src/a.ts'), at('src/b.ts')]);
    const next = changes.next();
    for (const made of ['dist', 'types', 'node_modules', '__pycache__']) await mkdir(at(made));
    await writeFile(at('dist/c.wasm'), '');
    await writeFile(at('__pycache__/app.pyc'), '');
    await writeFile(at('types/generated.json'), '{}');
    await writeFile(at('types/w.d.ts'), '');
    await writeFile(at('out.wasm.inputs.json'), '');
    await writeFile(at('out.wasm'), '');
    await writeFile(at('src/a.ts'), 'other');
    await rm(at('src/b.ts'));
    await writeFile(at('src/d.ts'), 'd');
    const { value } = await next;
    assert.deepEqual([...(value ?? [])].sort(), [at('src/a.ts'), at('src/b.ts'), at('src/d.ts')]);
    over.abort();
    assert.equal((await changes.next()).done, true);
  });
});
