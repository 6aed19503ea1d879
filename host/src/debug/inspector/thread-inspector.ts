import { program } from '../../programs.ts';
import type { RemoteObject } from './remote-object.ts';

/** The Chrome DevTools Protocol with the inspector of one thread of a guest, as far as a debugger needs it. */

export interface Script {
  readonly scriptId: string;
  readonly url: string;
  /** Of its bytes. */
  readonly length: number;
  /** Where its code begins in them. */
  readonly codeOffset: number;
}

/** A place in a script, or in the bytes of a module: there the line is 0. */
export interface Location {
  readonly scriptId: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

export interface CallFrame {
  readonly callFrameId: string;
  readonly functionName: string;
  readonly location: Location;
  /** Where its function begins. */
  readonly functionLocation?: Location;
  /** Of its script. */
  readonly url: string;
  /** The innermost first. */
  readonly scopeChain?: readonly VariableScope[];
  readonly this?: RemoteObject;
}

export interface VariableScope {
  readonly type: string;
  /** It has the variables as members. */
  readonly object: RemoteObject;
  readonly startLocation?: Location;
  readonly endLocation?: Location;
}

export interface Paused {
  readonly callFrames: readonly CallFrame[];
  readonly reason: string;
  readonly hitBreakpoints?: readonly string[];
  /** The thrown value. */
  readonly data?: RemoteObject;
}

type Params = Readonly<Record<string, unknown>>;
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}
type Parsed = Script & { readonly scriptLanguage?: string };
interface Evaluated {
  readonly result: { readonly value?: unknown; readonly description?: string };
  readonly exceptionDetails?: { readonly exception?: { readonly description?: string } };
}

/** Regular expressions for URLs. Generated scripts of a guest have other URLs. */
function hostScripts(): string[] {
  const folder = new URL('.', program('guest')).href;
  return [`^${folder.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, '^node:'];
}

/** The client of the inspector of one thread of a guest, by the Chrome DevTools Protocol. */
export class ThreadInspector {
  readonly #send: (text: string) => void;
  readonly #paused: (paused: Paused) => void;
  readonly #waiting = new Map<number, { done(result: unknown): void; fail(error: Error): void }>();
  /** Of scripts, by V8's numbers for them: not every V8 names them in a frame. */
  readonly #urls = new Map<string, string>();
  #last = 0;
  #isPaused = false;
  #pauseIsDue = false;
  /** Modules of WebAssembly that the thread has. */
  readonly modules: Script[] = [];

  constructor(send: (text: string) => void, paused: (paused: Paused) => void) {
    this.#send = send;
    this.#paused = paused;
  }

  /** @throws Error with the inspector's reason */
  call<Result>(method: string, params: Params = {}): Promise<Result> {
    const id = ++this.#last;
    this.#send(JSON.stringify({ id, method, params }));
    return new Promise((done, fail) =>
      this.#waiting.set(id, { done: (result) => done(result as Result), fail }),
    );
  }

  /**
   * The value of an expression in a frame of a stopped thread. The value must survive JSON.
   * @throws Error the exception of the expression
   */
  async evaluate<Value>(callFrameId: string, expression: string): Promise<Value> {
    const { result, exceptionDetails } = await this.call<Evaluated>('Debugger.evaluateOnCallFrame', {
      callFrameId,
      expression,
      returnByValue: true,
    });
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description ?? result.description ?? 'it threw');
    return result.value as Value;
  }

  /** Pauses the thread wherever it runs. V8 ignores a pause of a thread that is about to resume, so that waits. */
  async pause(): Promise<void> {
    if (this.#isPaused) this.#pauseIsDue = true;
    else await this.call('Debugger.pause');
  }

  #resumed(): void {
    this.#isPaused = false;
    if (this.#pauseIsDue) void this.call('Debugger.pause').catch(() => {});
    this.#pauseIsDue = false;
  }

  /**
   * Whether V8 ignores the host's own scripts: what they throw, which is every error of a result and every end of a
   * stream, and their lines in steps.
   */
  async blackboxHost(): Promise<void> {
    await this.call('Debugger.setBlackboxPatterns', { patterns: hostScripts() });
  }

  receive(text: string): void {
    const { id, method, params, result, error } = JSON.parse(text) as Message;
    if (id !== undefined) {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.fail(new Error(error.message));
      else waiting?.done(result);
    }
    if (method === 'Debugger.resumed') this.#resumed();
    if (method === 'Debugger.paused') {
      this.#isPaused = true;
      this.#paused(this.#named(params as Paused));
    }
    if (method === 'Debugger.scriptParsed') this.#parsed(params as Parsed);
  }

  #parsed(script: Parsed): void {
    this.#urls.set(script.scriptId, script.url);
    if (script.scriptLanguage !== 'WebAssembly') return;
    // The same bytes compiled twice are one script, announced twice.
    if (!this.modules.some(({ scriptId }) => scriptId === script.scriptId)) this.modules.push(script);
  }

  #named(paused: Paused): Paused {
    const named = (frame: CallFrame): CallFrame => ({
      ...frame,
      url: this.#urls.get(frame.location.scriptId) ?? frame.url,
    });
    return { ...paused, callFrames: paused.callFrames.map(named) };
  }

  /** The thread has ended: no further requests are answered. */
  end(): void {
    for (const { fail } of this.#waiting.values()) fail(new Error('the thread has ended'));
    this.#waiting.clear();
  }
}
