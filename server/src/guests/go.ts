import { closing, codeOf } from './code.ts';
import { keyOf, type GuestExport } from './guest-export.ts';

const LEXIS = { line: '//', block: ['/*', '*/'], quotes: ['"', '`'] } as const;

/**
 * Of the two ways that Go has: functions of a package `export_edge_service_auth` (the Go generator of wit-bindgen), or
 * assignments to `auth.Exports.Check` (wit-bindgen-go of go.bytecodealliance.org).
 */
export function exportsInGo(text: string): GuestExport[] {
  const code = codeOf(text, LEXIS);
  return [...functionsOfPackage(code), ...assignments(text, code)];
}

function* functionsOfPackage(code: string): Generator<GuestExport> {
  const name = /^\s*package\s+export_(\w+)/m.exec(code)?.[1];
  if (name === undefined) return;
  const scope = name === 'wit_world' ? '' : keyOf(name);
  for (const match of code.matchAll(/^func\s+(?:\(\s*(?:\w+\s+)?\*?(\w+)\s*\)\s*)?(\w+)\s*[([]/gm)) {
    const [head, receiver, member = ''] = match;
    const start = match.index + head.length - 1 - (/\s*.$/.exec(head)![0].length - 1) - member.length;
    yield {
      scope,
      ...(receiver !== undefined && { resource: keyOf(receiver) }),
      function: keyOf(member),
      start,
      end: start + member.length,
      whole: { start: match.index, end: endOfFunction(code, match.index) },
    };
  }
}

function* assignments(text: string, code: string): Generator<GuestExport> {
  for (const match of code.matchAll(/\b(\w+)\.Exports\.((?:\w+\.)?(\w+))\s*=[^=]/g)) {
    const [, alias = '', path = '', member = ''] = match;
    const resource = path.split('.').at(-2);
    const start = match.index + `${alias}.Exports.${path}`.length - member.length;
    yield {
      scope: scopeOf(text, alias),
      ...(resource !== undefined && { resource: keyOf(resource) }),
      function: keyOf(member),
      start,
      end: start + member.length,
      whole: { start: match.index, end: endOfFunction(code, match.index) },
    };
  }
}

/** The bindings are in folders with the names of WIT: `…/edge/service/auth`, `…/wasi/http/v0.2.0/types`. */
function scopeOf(text: string, alias: string): string {
  for (const [, name, path = ''] of text.matchAll(/^\s*(?:import\s+)?(\w+)?\s*"([^"\n]+)"\s*$/gm)) {
    const folders = path.split('/').filter((one) => !/^v\d/.test(one));
    if ((name ?? keyOf(folders.at(-1) ?? '')) === alias) return keyOf(folders.slice(-3).join(''));
  }
  return keyOf(alias);
}

function endOfFunction(code: string, from: number): number {
  const open = code.indexOf('{', from);
  return open < 0 ? code.length : closing(code, open);
}
