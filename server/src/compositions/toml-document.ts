import { parse, TomlError } from 'smol-toml';
import { ProblemError } from '../base/problem.ts';
import type { PlanSource } from './plan-source.ts';
import type { PlanNode } from './plan-node.ts';
import { locateKeys } from '../base/toml-keys.ts';

/** @throws ProblemError `plan-syntax` at what is no TOML */
export function parseToml(source: PlanSource): PlanNode {
  const root = parseOrFail(source);
  const entryAt = locateKeys(source.text);
  const node = (value: unknown, path: readonly string[]): PlanNode => {
    const { key, value: span } = entryAt(path) ?? { key: { start: 0, end: 0 }, value: { start: 0, end: 0 } };
    return {
      name: path.join('.'),
      value,
      keyAt: source.locate(key.start, key.end),
      at: source.locate(span.start, span.end),
      children: () =>
        Object.entries(value as object).map(([key, child]) => [key, node(child, [...path, key])]),
    };
  };
  return node(root, []);
}

function parseOrFail(source: PlanSource): unknown {
  try {
    return parse(source.text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const at = { line: error.line - 1, character: error.column - 1 };
    throw new ProblemError({
      code: 'plan-syntax',
      message: `not valid TOML: ${error.message.split('\n')[0]!.replace('Invalid TOML document: ', '')}`,
      help: helpFor(source.text.split('\n')[at.line] ?? '', error.message),
      at: { file: source.file, start: at, end: { ...at, character: at.character + 1 } },
    });
  }
}

function helpFor(line: string, reason: string): string {
  if (isUnquoted(line)) return 'Put the value in quotes: name = "path".';
  if (/^\s*\[[^\]]*$/.test(line)) return 'The head of a table ends with ]: [instances].';
  if (/redefine/.test(reason))
    return 'An instance has one form: name = "path", or a table [instances.name] with component = "path" and more.';
  return 'TOML is described at https://toml.io/en/v1.0.0.';
}

/** Whether a line gives a key something like a path without quotes. */
const isUnquoted = (line: string): boolean => /^[^=#]+=\s*[\w.~][^"'[{]*[./][^"']*$/.test(line);
