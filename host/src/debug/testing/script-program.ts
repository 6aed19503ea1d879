import { join } from 'node:path';
import { buildTypeScript } from '../../build/typescript/typescript.ts';
import { folderWith } from '../../compose/testing/folder.ts';
import { storage } from '../../engine/testing/instantiate-wat.ts';
import { session, type Session } from './debuggee.ts';

/** A composition with an instance in TypeScript, and the sessions that debug it. */
export interface ScriptProgram extends AsyncDisposable {
  /** Of the plan. */
  readonly folder: string;
  readonly program: string;
  /** The source of the instance. */
  readonly script: string;
  session(): Session;
  endSessions(): Promise<void>;
}

/**
 * @param instance the name of the instance and of its folder, whose source is `src/index.ts`
 * @param files of the folder with the plan, `composition.toml`
 */
export async function scriptProgram(
  instance: string,
  files: Parameters<typeof folderWith>[0],
): Promise<ScriptProgram> {
  const manifest = JSON.stringify({ name: instance, component: { world: instance } });
  const folder = await folderWith({ ...files, [`${instance}/package.json`]: manifest });
  const source = join(folder.path, instance);
  const context = { signal: new AbortController().signal, progress: () => {}, log: () => {} };
  const build = async (path: string) => (await buildTypeScript(path, context)).component;
  const { component } = await folder.compose({ plan: 'composition.toml', out: 'out.wasm' }, { build });
  const sessions: Session[] = [];
  return {
    folder: folder.path,
    program: component,
    script: join(source, 'src/index.ts'),
    session() {
      const started = session(storage, new Map([[instance, source]]));
      sessions.push(started);
      return started;
    },
    async endSessions() {
      for (const one of sessions.splice(0)) {
        one.close();
        await one.over;
      }
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}
