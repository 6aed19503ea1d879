import { codeOf } from './code.ts';
import { keyOf, type GuestExport } from './guest-export.ts';

const LEXIS = { line: '#', quotes: ['"""', "'''", '"', "'"] } as const;

/** Of a module for componentize-py: a class for each exported interface and resource, `WitWorld` for the world. */
export function exportsInPython(text: string): GuestExport[] {
  const code = codeOf(text, LEXIS);
  const imports = importsIn(code);
  const found: GuestExport[] = [];
  for (const match of code.matchAll(/^class\s+(\w+)\s*(?:\(([^)]*)\))?[^\n:]*:/gm)) {
    const name = match[1]!;
    const start = match.index + match[0].indexOf(name, 'class'.length);
    const rest = code.slice(match.index + match[0].length);
    const length = /\n(?=[^\s#])/.exec(rest)?.index ?? rest.length;
    const whole = { start: match.index, end: match.index + match[0].length + length };
    const within = ownerOf(name, (match[2] ?? '').split(',')[0]!.trim(), imports);
    found.push({ ...within, start, end: start + name.length, whole });
    const body = code.slice(whole.start, whole.end);
    const indent = /\n([ \t]+)(?:async\s+)?(?:def|@)/.exec(body)?.[1];
    if (indent === undefined) continue;
    const defs = [...body.matchAll(new RegExp(`\\n${indent}(?:async\\s+)?def\\s+(\\w+)`, 'g'))];
    for (const [n, def] of defs.entries()) {
      const at = whole.start + def.index + def[0].length - def[1]!.length;
      const end = defs[n + 1] ? whole.start + defs[n + 1]!.index : whole.end;
      const member = def[1] === '__init__' ? 'constructor' : keyOf(def[1]!);
      const item = { start: whole.start + def.index + 1, end };
      found.push({ ...within, function: member, start: at, end: at + def[1]!.length, whole: item });
    }
  }
  return found;
}

function ownerOf(name: string, base: string, imports: ReadonlyMap<string, string>) {
  const [first = '', ...rest] = (base === '' ? name : base).split('.');
  const path = [...(imports.get(first) ?? first).split('.'), ...rest];
  const [last = '', module = ''] = path.reverse();
  if (last === 'WitWorld') return { scope: '' };
  // A resource's class is in the module of its interface.
  const isResource = module !== '' && !['exports', 'wit_world'].includes(module);
  return isResource ? { scope: keyOf(module), resource: keyOf(last) } : { scope: keyOf(last) };
}

/** By its local name: the dotted path of the import. */
function importsIn(code: string): ReadonlyMap<string, string> {
  const imports = new Map<string, string>();
  for (const [, module, several, line = ''] of code.matchAll(
    /^from\s+([\w.]+)\s+import\s+(?:\(([\w\s,]+)\)|([\w ,]+))/gm,
  ))
    for (const one of (several ?? line).split(',')) {
      const [name = '', alias] = one.trim().split(/\s+as\s+/);
      imports.set(alias ?? name, `${module}.${name}`);
    }
  return imports;
}
