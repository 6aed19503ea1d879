import { parse, TomlError } from 'smol-toml';
import { ProblemError } from '../base/problem.ts';
import type { SourceLocation } from '../base/problem.ts';
import { nearest } from '../base/nearest.ts';
import type { PlanSource } from './plan-source.ts';
import type { Problems } from './problems.ts';
import { locateKeys } from '../base/toml-keys.ts';

/** A value of a TOML document that knows where it stands. */
export interface TomlNode {
  /** What a reader calls it: `instances.auth`. */
  readonly name: string;
  readonly value: unknown;
  /** Of the key and of the value. */
  readonly keyAt: SourceLocation;
  readonly at: SourceLocation;
  /** The children of a table by key, of an array in order. */
  children(): readonly (readonly [key: string, child: TomlNode])[];
}

/** @throws ProblemError `plan-syntax` at what is no TOML */
export function parseToml(source: PlanSource): TomlNode {
  const root = parseOrFail(source);
  const entryAt = locateKeys(source.text);
  const node = (value: unknown, path: readonly string[]): TomlNode => {
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
      help: isUnquoted(source.text.split('\n')[at.line] ?? '')
        ? 'Put the value in quotes: name = "path".'
        : 'TOML is described at https://toml.io/en/v1.0.0.',
      at: { file: source.file, start: at, end: { ...at, character: at.character + 1 } },
    });
  }
}

/** Whether a line gives a key something like a path without quotes. */
const isUnquoted = (line: string): boolean => /^[^=#]+=\s*[\w.~][^"'[{]*[./][^"']*$/.test(line);

/** @throws ProblemError `plan-value` when the value is no string */
export function asString(node: TomlNode): string {
  return typeof node.value === 'string' ? node.value : wrongValue(node, 'a string');
}

export function isTable(node: TomlNode): boolean {
  const { value } = node;
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** @throws ProblemError `plan-value` when the value is no table */
export function asTable(node: TomlNode): readonly (readonly [key: string, child: TomlNode])[] {
  return isTable(node) ? node.children() : wrongValue(node, 'a table');
}

/**
 * The members of a table whose keys are ours; any other key is reported as `plan-key`.
 * @param aliases what our keys are called in the other form of a plan
 * @throws ProblemError `plan-value` when the value is no table
 */
export function asRecord<Key extends string>(
  node: TomlNode,
  keys: readonly Key[],
  problems: Problems,
  aliases: Readonly<Record<string, Key>> = {},
): Partial<Record<Key, TomlNode>> {
  const entries = asTable(node);
  const members: Partial<Record<string, TomlNode>> = Object.fromEntries(
    entries.filter(([key]) => (keys as readonly string[]).includes(key)),
  );
  for (const [key, child] of entries) {
    if (key in members) continue;
    const meant = aliases[key] ?? nearest(key, keys);
    problems.report(unknownKey(node, key, child, keys, meant));
    // A value under a misspelt key is not missing as well.
    if (meant !== undefined) members[meant] ??= child;
  }
  return members as Partial<Record<Key, TomlNode>>;
}

function unknownKey(
  table: TomlNode,
  key: string,
  { keyAt }: TomlNode,
  keys: readonly string[],
  meant: string | undefined,
): ProblemError {
  return new ProblemError({
    code: 'plan-key',
    message: `unknown key “${key}”${table.name ? ` in ${table.name}` : ''}`,
    help: meant ? `Did you mean “${meant}”?` : `Known here: ${keys.join(', ')}.`,
    at: keyAt,
  });
}

/** @throws ProblemError `plan-value`, always */
export function wrongValue(node: TomlNode, expected: string): never {
  throw new ProblemError({
    code: 'plan-value',
    message: `${node.name} must be ${expected}`,
    help: 'docs/compose.md shows the format of a composition.',
    at: node.at,
  });
}
