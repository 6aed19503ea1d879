import { dirname, extname } from 'node:path';
import type { ObservedParts } from '../../guest/crossing/observed.ts';
import type { Stop } from '../../guest/crossing/report.ts';
import { problemOf } from '../../problem.ts';
import { nodeFor } from '../../run/node-for.ts';
import { takeApart } from '../../run/take-apart.ts';
import { bundleScript } from '../script/bundle-script.ts';
import { noteOnRights } from '../script/script-rights.ts';
import type { ScriptModule } from '../script/script-module.ts';
import type { LaunchConfiguration } from '../session/configuration.ts';
import { launch } from '../session/launch.ts';
import { DebugSession } from '../session/session.ts';
import { LocalFiles } from '../source/local-files.ts';
import { SourceProgram } from '../source/source-program.ts';
import { placesNear, type Places } from '../wit/wit-files.ts';

export interface ProgramContext {
  readonly storage: string;
  /** Builds or composes what a path stands for. */
  prepare(program: string): Promise<Prepared>;
}

export interface Prepared {
  readonly component: string;
  /** Folders of TypeScript, by the names of the instances that they were built to. */
  readonly scripts: ReadonlyMap<string, string>;
}

export interface ProgramEvents {
  output(category: 'stdout' | 'stderr' | 'console' | 'important', text: string): void;
  threadStarted(thread: number): void;
  stopped(thread: number, stop: Omit<Stop, 'frames'>): void;
  ended(exitCode: number): void;
}

/** What a launch request names, ready to start, running, or over. */
export class DebuggedProgram {
  readonly session: DebugSession;
  readonly places: Places;
  readonly #component: string;
  readonly #configuration: LaunchConfiguration;
  readonly #storage: string;
  readonly #events: ProgramEvents;
  readonly #abort = new AbortController();
  #running: Promise<void> | undefined;

  private constructor(
    component: string,
    configuration: LaunchConfiguration,
    storage: string,
    events: ProgramEvents,
    session: DebugSession,
    places: Places,
  ) {
    this.#component = component;
    this.#configuration = configuration;
    this.#storage = storage;
    this.#events = events;
    this.session = session;
    this.places = places;
  }

  /** @throws HostError what building, composing and translating throw */
  static async prepare(
    configuration: LaunchConfiguration,
    { storage, prepare }: ProgramContext,
    events: ProgramEvents,
  ): Promise<DebuggedProgram> {
    const { program } = configuration;
    const { component, scripts: folders } = await prepare(program);
    const bundles = [...folders].map(([name, folder]) => bundleScript(name, folder));
    const [apart, places, scripts] = await Promise.all([
      takeApart(component, { storage, observer: NO_OBSERVER }),
      placesNear(program),
      Promise.all(bundles),
    ]);
    const parts = withScripts(apart, scripts);
    const logged = (text: string): void => events.output('console', `${text}\n`);
    const files = new LocalFiles(rootsOf(program), configuration.sourceMap);
    const sources = await SourceProgram.open(parts, scripts, files);
    // Where no part has sources nobody expects them.
    if (sources.hasSources) sources.notes.forEach(logged);
    const rights = scripts.length > 0 ? noteOnRights(await nodeFor({ storage })) : undefined;
    if (rights !== undefined) logged(rights);
    const session = new DebugSession(parts, sources, { ...events, logged }, configuration);
    return new DebuggedProgram(component, configuration, storage, events, session, places);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async end(): Promise<void> {
    this.#abort.abort(new Error('the session has ended'));
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#abort;
    const { output, ended } = this.#events;
    const exitCode = await launch(this.#component, this.#configuration, {
      signal,
      storage: this.#storage,
      output: async (stream, bytes) => output(stream, Buffer.from(bytes).toString()),
      ...(!this.#configuration.noDebug && { observer: this.session }),
      serving: (url) => output('console', `Serving HTTP on ${url}\n`),
    }).then(
      (result) => {
        if (result.value !== undefined) output('console', `${result.value}\n`);
        return result.exitCode;
      },
      (error: unknown) => {
        if (!signal.aborted) output('important', problemText(error));
        return 1;
      },
    );
    this.session.end();
    ended(exitCode);
  }
}

/** Parts of which there is a script are run as that. */
const withScripts = (apart: ObservedParts, scripts: readonly ScriptModule[]): ObservedParts => ({
  ...apart,
  parts: apart.parts.map((part) => {
    const script = scripts.find(({ instance }) => instance === part.name);
    return script ? { ...part, plain: { url: script.url, code: script.code } } : part;
  }),
});

/** Where sources may lie that were built elsewhere. */
function rootsOf(program: string): string[] {
  const folder = extname(program) === '' ? program : dirname(program);
  return [folder, dirname(folder)];
}

/** Threads are stopped later, by the session. */
const NO_OBSERVER = { report: () => ({ kind: 'go' }) as const, attach: () => {} };

function problemText(error: unknown): string {
  const { message, causes = [], help } = problemOf(error);
  return [message, ...causes.map((cause) => `    ${cause}`), ...(help === undefined ? [] : [help]), ''].join(
    '\n',
  );
}
