import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, SourceLocation } from '../../protocol.ts';
import { placedErrors } from '../external/placed-errors.ts';

/** The module file of a build (`module-file.ts`), which begins with the text of the folder's own. */
const COPY = join('dist', 'go', 'go.mod');
const EXPORTS = 'wit_exports.go';

/** The errors in the output of go, at their places in files that the user wrote. */
export function goErrors(output: readonly string[], folder: string): Finding[] {
  const lines = withoutIndented(output);
  const placed = placedErrors(lines, folder, 'go-build').map((finding) => inOwnFile(finding, folder));
  return [...placed, ...lines.flatMap((line) => withoutPlace(line, folder))];
}

/** Indented lines belong to the message above them: `have (…)`, `want (…)`, `go get …`. */
function withoutIndented(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (/^\s+\S/.test(line) && last !== undefined) joined[joined.length - 1] = `${last} ${line.trim()}`;
    else joined.push(line);
  }
  return joined;
}

function inOwnFile(finding: Finding, folder: string): Finding {
  const { at } = finding;
  if (at?.file === join(folder, COPY)) return { ...finding, at: { ...at, file: join(folder, 'go.mod') } };
  return at?.file === join(folder, EXPORTS) ? inExport(finding, folder) : finding;
}

/**
 * `undefined: export_a_b_c.Greet`, `cannot use … in argument to export_a_b_c.Greet`, `not enough arguments in call to
 * export_a_b_c.Greet have (string) want (string, string)`.
 */
const EXPORTED = /\b(export_\w+)\.(?:\w+\.)?(\w+)(?: have (\(.*\)) want (\(.*\)))?$/;

/** The generated program calls the functions that the user wrote: an error in a call is one of its function. */
function inExport(finding: Finding, folder: string): Finding {
  const [, name, called, given, taken] = EXPORTED.exec(finding.message) ?? [];
  if (name === undefined || called === undefined) return finding;
  const place = join(folder, name);
  const own = readdirSync(place).filter((file) => file.endsWith('.go') && file !== 'wit_bindings.go');
  const sources = own.map((file) => join(place, file));
  const defined = firstMatch(sources, new RegExp(`^func (?:\\([^)]*\\) )?(?=${called}\\b)`, 'm'));
  const differ = `${called} has the parameters ${taken}, and in the WIT ${given}`;
  if (defined) return { ...finding, ...(taken !== undefined && { message: differ }), at: defined };
  const start = firstMatch(sources, /^(?=package )/m);
  return {
    ...finding,
    message: `the package ${name} has no ${called}, which the world exports`,
    ...(start && { at: start }),
  };
}

/** The end of the first match in these files. */
function firstMatch(paths: readonly string[], pattern: RegExp): SourceLocation | undefined {
  for (const file of paths) {
    const text = readFileSync(file, 'utf8');
    const found = pattern.exec(text);
    if (!found) continue;
    const before = text.slice(0, found.index + found[0].length).split('\n');
    const start = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    return { file, start, end: start };
  }
  return undefined;
}

/** `go: go.mod requires go >= 1.99 (running go 1.26)`; other such lines report progress. */
function withoutPlace(line: string, folder: string): Finding[] {
  const [, message] = /^go: (?!downloading |finding |extracting |errors parsing )(.+)$/.exec(line) ?? [];
  if (message === undefined) return [];
  const at = / requires go >= /.test(message) ? firstMatch([join(folder, 'go.mod')], /^(?=go )/m) : undefined;
  const own = message.replaceAll(COPY.replaceAll('\\', '/'), 'go.mod').replaceAll(COPY, 'go.mod');
  return [{ code: 'go-build', severity: 'error', message: own, ...(at && { at }) }];
}
