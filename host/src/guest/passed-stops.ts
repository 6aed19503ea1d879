import type { InspectorMessage } from './crossing/report.ts';

interface FromInspector {
  readonly method?: string;
  readonly params?: {
    readonly scriptId?: string;
    readonly scriptLanguage?: string;
    readonly url?: string;
    readonly reason?: string;
    readonly callFrames?: readonly { readonly location: { readonly scriptId: string } }[];
  };
}

const THROWN = new Set(['exception', 'promiseRejection']);

/**
 * Recognizes stops that are not the user's: an exception of the bindings, as at each error of a result between components,
 * without a current step. A round trip to the debugger costs more than most calls.
 */
export class PassedStops {
  /** Of guests: modules of WebAssembly, and what runs as a plain script. */
  readonly #scripts = new Map<number, Set<string>>();
  readonly #stepping = new Set<number>();

  /** The debugger says something to a thread. */
  sent({ thread, text }: InspectorMessage): void {
    const { method = '' } = JSON.parse(text) as FromInspector;
    if (method.startsWith('Debugger.step')) this.#stepping.add(thread);
    else if (method === 'Debugger.resume') this.#stepping.delete(thread);
  }

  /** Whether the thread resumes by itself. */
  passes({ thread, text }: InspectorMessage): boolean {
    if (!text.startsWith('{"method":"Debugger.')) return false;
    const { method, params = {} } = JSON.parse(text) as FromInspector;
    const scripts = this.#scripts.get(thread) ?? new Set();
    this.#scripts.set(thread, scripts);
    if (method === 'Debugger.scriptParsed') {
      const { scriptId = '', scriptLanguage, url = '' } = params;
      if (scriptLanguage === 'WebAssembly' || url.startsWith('wit-studio:')) scripts.add(scriptId);
    }
    if (method !== 'Debugger.paused' || !THROWN.has(params.reason ?? '')) return false;
    const scriptId = params.callFrames?.[0]?.location.scriptId;
    return scriptId !== undefined && !scripts.has(scriptId) && !this.#stepping.has(thread);
  }
}

/** Its response has an id that no request of a debugger has. */
export const GO_ON = JSON.stringify({ id: 0, method: 'Debugger.resume' });
