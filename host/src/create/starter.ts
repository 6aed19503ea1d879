import type { WorldOutline } from './world-outline.ts';

/** The worlds with a template beyond empty functions. */
export type Starter =
  | { readonly kind: 'greeting'; readonly fn: string; readonly param: string }
  /** `version` of the interfaces of WASI 0.2 */
  | { readonly kind: 'http' | 'command'; readonly version: string }
  /** The same of WASI 0.3, whose functions are asynchronous. */
  | { readonly kind: 'async-http' | 'async-command'; readonly version: string }
  | { readonly kind: 'stubs' };

/** The templates of a language that has none of WASI 0.3. */
export type SynchronousStarter = Extract<Starter, { kind: 'greeting' | 'http' | 'command' }>;

export const isSynchronous = (starter: Starter): starter is SynchronousStarter =>
  ['greeting', 'http', 'command'].includes(starter.kind);

/** The template for a world: a greeting, one of WASI, or stubs of its functions. */
export function starterOf({ functions, interfaces }: WorldOutline): Starter {
  const [fn, ...moreFunctions] = functions;
  const [one, ...moreInterfaces] = interfaces;
  if (fn && !one && moreFunctions.length === 0) {
    const [param, ...others] = fn.params;
    const isGreeting = isText(param?.type) && isText(fn.result) && others.length === 0 && !fn.async;
    if (isGreeting && param) return { kind: 'greeting', fn: fn.name, param: param.name };
  }
  if (one && !fn && moreInterfaces.length === 0) {
    const [, path = '', version = ''] = /^wasi:(.*)@(0\.[23]\..*)$/.exec(one.id) ?? [];
    const kind = WASI_STARTERS[`${path}@${version.slice(0, 3)}`];
    if (kind) return { kind, version };
  }
  return { kind: 'stubs' };
}

const WASI_STARTERS: Readonly<Record<string, 'http' | 'command' | 'async-http' | 'async-command'>> = {
  'http/incoming-handler@0.2': 'http',
  'cli/run@0.2': 'command',
  'http/handler@0.3': 'async-http',
  'cli/run@0.3': 'async-command',
};

const isText = (type: { kind: string; name?: string } | undefined): boolean =>
  type?.kind === 'primitive' && type.name === 'string';
