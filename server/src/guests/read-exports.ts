import { exportsInC } from './c.ts';
import { exportsInGo } from './go.ts';
import type { GuestExport } from './guest-export.ts';
import { exportsInPython } from './python.ts';
import { exportsInRust } from './rust.ts';
import { exportsInTypeScript } from './typescript.ts';

type Reader = (text: string) => GuestExport[];

const readers: Readonly<Record<string, Reader>> = {
  ts: exportsInTypeScript,
  mts: exportsInTypeScript,
  js: exportsInTypeScript,
  mjs: exportsInTypeScript,
  rs: exportsInRust,
  go: exportsInGo,
  py: exportsInPython,
  c: exportsInC,
  cc: exportsInC,
  cpp: exportsInC,
};

/** Undefined for a file of no language that guests are written in, and for declarations alone. */
export function readerOf(name: string): Reader | undefined {
  const extension = /\.(\w+)$/.exec(name)?.[1] ?? '';
  return Object.hasOwn(readers, extension) && !/\.(d|test|spec)\.\w+$/.test(name)
    ? readers[extension]
    : undefined;
}
