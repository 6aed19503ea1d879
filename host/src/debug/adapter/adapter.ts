import type { Readable, Writable } from 'node:stream';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Step, StopOn } from '../../guest/crossing/report.ts';
import { findServer } from '../attach/servers.ts';
import { AttachedServer } from '../session/attach.ts';
import {
  readAttachConfiguration,
  readConfiguration,
  type LaunchConfiguration,
} from '../session/configuration.ts';
import { functionAt } from '../wit/functions-in.ts';
import { functionsOfFile } from '../wit/wit-files.ts';
import { breakpointBody, lineBody, requestedLine, requestedBreakpoint } from './breakpoint-body.ts';
import { reportingBuilds } from './build-progress.ts';
import { CAPABILITIES } from './capabilities.ts';
import { AdapterConnection, type RequestHandler } from './connection.ts';
import { RequestFailure } from './request-failure.ts';
import { Inspection } from './inspection.ts';
import type { ProgramContext } from './opened-program.ts';
import { DebuggedProgram } from './program.ts';
import { protocolEvents } from './protocol-events.ts';
import { References } from './references.ts';

/** Serves one session of the Debug Adapter Protocol; resolves when it is over. */
export function serveAdapter(input: Readable, output: Writable, context: ProgramContext): Promise<void> {
  return new Promise((over) => {
    const session = new Adapter(context, (event, body) => connection.event(event, body), over);
    const gone = (): void => void session.end().then(over);
    const connection = new AdapterConnection(input, output, session.handlers(), gone);
  });
}

/** Requests about the session, its breakpoints and its threads; those about a stopped thread are in `Inspection`. */
export class Adapter {
  #context: ProgramContext;
  readonly #event: (event: string, body?: object) => void;
  readonly #over: () => void;
  readonly #references = new References();
  readonly #inspection = new Inspection(() => this.#program, this.#references);
  #program: DebuggedProgram | undefined;
  /** Whether the program is being prepared or runs. */
  #isTaken = false;

  constructor(context: ProgramContext, event: (event: string, body?: object) => void, over: () => void) {
    this.#context = context;
    this.#event = event;
    this.#over = over;
  }

  handlers(): Readonly<Record<string, RequestHandler>> {
    const step = (how?: Step) => (args: { readonly threadId: number }) => this.#resume(args.threadId, how);
    return {
      initialize: (args: DebugProtocol.InitializeRequestArguments) => this.#initialize(args),
      launch: (args: Readonly<Record<string, unknown>>) => this.#prepare(readConfiguration(args)),
      attach: (args: Readonly<Record<string, unknown>>) => this.#attach(args),
      restart: () => this.#restart(),
      setBreakpoints: (args: DebugProtocol.SetBreakpointsArguments) => this.#setBreakpoints(args),
      setFunctionBreakpoints: (args: DebugProtocol.SetFunctionBreakpointsArguments) =>
        this.#setFunctions(args),
      setExceptionBreakpoints: ({ filters }: DebugProtocol.SetExceptionBreakpointsArguments) =>
        this.#started.session.stopOn(filters as StopOn[]),
      configurationDone: () => this.#started.start(),
      threads: () => ({ threads: this.#threads() }),
      ...this.#inspection.handlers(),
      continue: (args: { readonly threadId: number }) => {
        this.#resume(args.threadId);
        return { allThreadsContinued: false };
      },
      next: step('over'),
      stepIn: step('in'),
      stepOut: step('out'),
      pause: () => this.#started.session.pause(),
      terminate: () => this.#program?.terminate(),
      disconnect: ({ terminateDebuggee = false }: DebugProtocol.DisconnectArguments) =>
        this.#disconnect(terminateDebuggee),
    };
  }

  #initialize({ supportsProgressReporting }: DebugProtocol.InitializeRequestArguments) {
    if (supportsProgressReporting) this.#context = reportingBuilds(this.#context, this.#event);
    return CAPABILITIES;
  }

  /** Ends the program and everything in it; an attached server continues. */
  async end(): Promise<void> {
    await this.#program?.end();
  }

  /** The response is sent before the end. */
  #disconnect(terminates: boolean): void {
    const gone = terminates ? this.#program?.terminate() : this.end();
    void Promise.resolve(gone).then(() => setImmediate(this.#over));
  }

  async #attach(args: Readonly<Record<string, unknown>>): Promise<void> {
    const configuration = readAttachConfiguration(args);
    const server = await findServer(configuration);
    try {
      await this.#prepare({ ...configuration, program: server.program }, new AttachedServer(server));
    } catch (error) {
      server.close();
      throw error;
    }
    setImmediate(() => this.#event('capabilities', { capabilities: { supportTerminateDebuggee: true } }));
  }

  /** @throws RequestFailure before a launch or attach request */
  get #started(): DebuggedProgram {
    if (!this.#program) throw new RequestFailure('no program has been launched or attached to yet');
    return this.#program;
  }

  async #restart(): Promise<void> {
    await this.#started.restart();
  }

  async #prepare(configuration: LaunchConfiguration, server?: AttachedServer): Promise<void> {
    if (this.#isTaken)
      throw new RequestFailure('this session has a program: end it, or start another session');
    this.#isTaken = true;
    const events = protocolEvents(this.#event, this.#references, () => (this.#isTaken = false));
    const prepared = DebuggedProgram.prepare(configuration, this.#context, events, server);
    this.#program = await prepared.catch((error: unknown) => {
      this.#isTaken = false;
      throw error;
    });
    // Breakpoints, which are checked against the program, can be set from now on.
    setImmediate(() => this.#event('initialized'));
  }

  async #setBreakpoints(args: DebugProtocol.SetBreakpointsArguments) {
    const file = args.source.path ?? '';
    if (!file.endsWith('.wit')) {
      const placed = await this.#started.session.setLines(file, (args.breakpoints ?? []).map(requestedLine));
      return { breakpoints: placed.map(lineBody) };
    }
    const functions = await functionsOfFile(file);
    const requested = (args.breakpoints ?? []).map((one) =>
      requestedBreakpoint(one, functionAt(functions, one.line - 1)),
    );
    return { breakpoints: this.#replace(file, requested) };
  }

  #setFunctions({ breakpoints }: DebugProtocol.SetFunctionBreakpointsArguments) {
    return {
      breakpoints: this.#replace(
        '',
        breakpoints.map(({ name, ...rest }) => ({ ...rest, function: name })),
      ),
    };
  }

  #replace(file: string, requested: Parameters<DebuggedProgram['session']['setFunctions']>[1]) {
    return this.#started.session.setFunctions(file, requested).map(breakpointBody);
  }

  #threads(): DebugProtocol.Thread[] {
    const threads = this.#program?.session.threads ?? [];
    return threads.map((id) => ({ id, name: threads.length === 1 ? 'guest' : `guest ${id}` }));
  }

  #resume(thread: number, how?: Step): void {
    const { session } = this.#started;
    this.#references.drop(thread);
    session.resume(thread, how);
  }
}
