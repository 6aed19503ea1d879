import { parse, TomlError } from 'smol-toml';
import type { PlanSource } from '../plan-source.ts';
import type { PlanNode } from './plan-node.ts';
import { tomlSyntax } from './toml-syntax.ts';
import { locateKeys } from '../../base/toml-keys.ts';

/** @throws ProblemError `plan-syntax` at invalid TOML */
export function parseToml(source: PlanSource): PlanNode {
  const root = parseOrFail(source);
  const entryAt = locateKeys(source.text);
  const node = (value: unknown, path: readonly string[]): PlanNode => {
    const { key, value: span } = entryAt(path) ?? { key: { start: 0, end: 0 }, value: { start: 0, end: 0 } };
    return {
      name: path.join('.'),
      path,
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
    throw tomlSyntax(source, error);
  }
}
