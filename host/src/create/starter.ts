import type { WorldOutline } from './world-outline.ts';

/** The worlds with a template beyond empty functions. */
export type Starter =
  | { readonly kind: 'greeting'; readonly fn: string; readonly param: string }
  /** `version` of the interfaces of WASI */
  | { readonly kind: 'http' | 'command'; readonly version: string }
  | { readonly kind: 'stubs' };

export function starterOf({ functions, interfaces }: WorldOutline): Starter {
  const [fn, ...moreFunctions] = functions;
  const [one, ...moreInterfaces] = interfaces;
  if (fn && !one && moreFunctions.length === 0) {
    const [param, ...others] = fn.params;
    const isGreeting = isText(param?.type) && isText(fn.result) && others.length === 0 && !fn.async;
    if (isGreeting && param) return { kind: 'greeting', fn: fn.name, param: param.name };
  }
  if (one && !fn && moreInterfaces.length === 0) {
    const [, name, version] = /^wasi:(http\/incoming-handler|cli\/run)@(0\.2\..*)$/.exec(one.id) ?? [];
    if (version !== undefined) return { kind: name === 'cli/run' ? 'command' : 'http', version };
  }
  return { kind: 'stubs' };
}

const isText = (type: { kind: string; name?: string } | undefined): boolean =>
  type?.kind === 'primitive' && type.name === 'string';
