import { relative } from 'node:path';
import type { Stop } from '../../guest/crossing/report.ts';
import { abbreviate } from '../../base/abbreviate.ts';
import { problemOf } from '../../base/problem.ts';
import type { PlacedBreakpoint } from '../session/breakpoints.ts';
import type { AttachedServer } from '../session/attach.ts';
import type { LaunchConfiguration } from '../session/configuration.ts';
import { launch, type LaunchContext, type Launched } from '../session/launch.ts';
import { DebugSession } from '../session/session.ts';
import type { RunResult } from '../../protocol.ts';
import type { LineBreakpoint } from '../source/source-breakpoints.ts';
import type { Places } from '../wit/wit-files.ts';
import { openProgram, type OpenedProgram, type ProgramContext } from './opened-program.ts';

export interface ProgramEvents {
  output(category: 'stdout' | 'stderr' | 'console' | 'important', text: string): void;
  threadStarted(thread: number): void;
  threadEnded(thread: number): void;
  stopped(thread: number, stop: Omit<Stop, 'frames'>): void;
  /** Another build of the program has them elsewhere. */
  moved(functions: readonly PlacedBreakpoint[], lines: readonly LineBreakpoint[]): void;
  /** @param exitCode undefined if it continues without the session */
  ended(exitCode: number | undefined): void;
}

/** The program of a launch or attach request, in any state of its lifecycle. */
export class DebuggedProgram {
  readonly session: DebugSession;
  readonly #configuration: LaunchConfiguration;
  readonly #context: ProgramContext;
  readonly #events: ProgramEvents;
  readonly #since: number;
  /** Of an attach request. */
  readonly #server: AttachedServer | undefined;
  #abort = new AbortController();
  #isRestarting = false;
  /** Whether the server continues. */
  #isLeft = false;
  #opened: OpenedProgram;
  #running: Promise<void> | undefined;
  #served: Launched | undefined;

  private constructor(
    opened: OpenedProgram,
    configuration: LaunchConfiguration,
    context: ProgramContext,
    events: ProgramEvents,
    { since, server }: { readonly since: number; readonly server: AttachedServer | undefined },
  ) {
    this.#events = events;
    const logged = sayTo(events);
    opened.notes.forEach(logged);
    this.session = new DebugSession(opened.parts, opened.sources, { ...events, logged }, configuration);
    this.#opened = opened;
    this.#configuration = configuration;
    this.#context = context;
    this.#since = since;
    this.#server = server;
  }

  /**
   * @param server that runs the program already
   * @throws HostError what building, composing and translating throw
   */
  static async prepare(
    configuration: LaunchConfiguration,
    context: ProgramContext,
    events: ProgramEvents,
    server?: AttachedServer,
  ): Promise<DebuggedProgram> {
    const since = Date.now();
    const opened = await openProgram(configuration, context, sayTo(events));
    return new DebuggedProgram(opened, configuration, context, events, { since, server });
  }

  /** Of functions in `.wit` files. */
  get places(): Places {
    return this.#opened.places;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /**
   * Builds the program and runs it again, with the same breakpoints.
   * @throws HostError of building, composing and translating; the program continues then
   */
  async restart(): Promise<void> {
    const opened = await openProgram(this.#configuration, this.#context, sayTo(this.#events));
    if (this.#server) {
      this.#take(opened);
      return this.#served?.replace(opened.component);
    }
    this.#isRestarting = true;
    this.#abort.abort(new Error('the program restarts'));
    await this.#running;
    this.#isRestarting = false;
    this.#abort = new AbortController();
    this.#take(opened);
    this.#running = this.#run();
  }

  /** Ends the program, including a server that ran before the session. */
  async terminate(): Promise<void> {
    await this.#server?.stop();
    await this.#end();
  }

  /** Ends the program; a server that was attached to continues. */
  async end(): Promise<void> {
    this.#isLeft = this.#server !== undefined && !this.#abort.signal.aborted;
    await this.#end();
  }

  async #end(): Promise<void> {
    if (this.#server) await this.session.release();
    this.#abort.abort(new Error('the session has ended'));
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#abort;
    const { output, ended } = this.#events;
    const exitCode = await this.#execute(signal).then(
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
    this.#abort.abort(new Error('the program has ended'));
    if (!this.#isRestarting) ended(this.#isLeft ? undefined : exitCode);
  }

  #execute(signal: AbortSignal): Promise<RunResult> {
    const { component } = this.#opened;
    const { output } = this.#events;
    const context: LaunchContext = {
      signal,
      storage: this.#context.storage,
      output: async (stream, bytes) => output(stream, Buffer.from(bytes).toString()),
      ...(!this.#configuration.noDebug && { observer: this.session }),
      serving: (served) => {
        this.#served = served;
        output('console', `Serving HTTP on ${served.url}\n`);
        void this.#follow(served, signal);
      },
    };
    if (this.#server) return this.#server.debug(component, this.session, context);
    return launch(component, this.#configuration, context);
  }

  /** Serves each new build, with the same breakpoints. After a failed build, which is reported, the former one runs. */
  async #follow(served: Launched, signal: AbortSignal): Promise<void> {
    const files = () => this.#opened.files;
    const changes = this.#context.changes?.(files, this.#since, signal) ?? [];
    for await (const changed of changes) {
      const former = this.#opened;
      try {
        this.#take(await openProgram(this.#configuration, this.#context, sayTo(this.#events)));
        await served.replace(this.#opened.component);
        const names = abbreviate(changed.map((file) => relative('', file)));
        this.#events.output('console', `${names} changed: serving the new build\n`);
      } catch (error) {
        this.#take(former);
        if (!signal.aborted)
          this.#events.output('important', `${problemText(error)}serving the build before\n`);
      }
    }
  }

  #take(opened: OpenedProgram): void {
    if (opened === this.#opened) return;
    this.#opened = opened;
    const { functions, lines } = this.session.replace(opened.parts, opened.sources);
    this.#events.moved(functions.map(movedIn(opened.places)), lines);
  }
}

/** A breakpoint of a `.wit` file at the line where its function is now. */
const movedIn =
  (places: Places) =>
  (placed: PlacedBreakpoint): PlacedBreakpoint => {
    const line = places.get(placed.requested.function ?? '')?.first;
    if (placed.requested.line === undefined || line === undefined) return placed;
    return { ...placed, requested: { ...placed.requested, line } };
  };

const sayTo =
  ({ output }: ProgramEvents) =>
  (sentence: string): void =>
    output('console', `${sentence}\n`);

function problemText(error: unknown): string {
  const { message, causes = [], help } = problemOf(error);
  return [message, ...causes.map((cause) => `    ${cause}`), ...(help === undefined ? [] : [help]), ''].join(
    '\n',
  );
}
