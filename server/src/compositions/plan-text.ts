import { isProvider, type Plan, type PlannedImport, type PlannedInstance, type Stub } from './plan.ts';

/**
 * A plan as the text of a composition.toml.
 * @param pathOf the path of an instance's source in the text
 */
export function planText(plan: Plan, pathOf: (source: string) => string): string {
  const plain = plan.instances.filter(({ imports }) => imports.length === 0);
  const wired = plan.instances.filter(({ imports }) => imports.length > 0);
  const instances = plain.map(({ name, source }) => `${key(name)} = ${string(pathOf(source))}`);
  const sections = [
    ...(instances.length > 0 ? [['[instances]', ...instances]] : []),
    ...wired.map((instance) => instanceSection(instance, pathOf)),
  ];
  return [...exportLines(plan), ...sections.map((lines) => `${lines.join('\n')}\n`)].join('\n');
}

function instanceSection(
  { name, source, imports }: PlannedInstance,
  pathOf: (source: string) => string,
): readonly string[] {
  return [
    `[instances.${key(name)}]`,
    `component = ${string(pathOf(source))}`,
    '',
    `[instances.${key(name)}.imports]`,
    ...imports.map((item) => `${key(item.name)} = ${importValue(item.from)}`),
  ];
}

/** An array must precede the tables, and so may a table in one line. */
function exportLines({ exports }: Plan): readonly string[] {
  if (exports === 'unused') return [];
  const wholes = exports.filter(({ name }) => name === undefined);
  if (wholes.length === exports.length)
    return [`exports = [${wholes.map(({ instance }) => string(instance)).join(', ')}]\n`];
  const named = exports.flatMap(({ name, ...from }) =>
    name === undefined ? [] : [`${key(name)} = ${importValue(from)}`],
  );
  return [`exports = { ${named.join(', ')} }\n`];
}

/** The value of an import in a plan. */
function importValue(from: PlannedImport['from'], instanceKey = 'instance'): string {
  if (!from) return 'false';
  if (!isProvider(from)) return `{ stub = ${stubValue(from)} }`;
  const { instance, export: name } = from;
  if (name === undefined) return string(instance);
  return `{ ${instanceKey} = ${string(instance)}, export = ${string(name)} }`;
}

function stubValue({ answers }: Stub): string {
  if (answers.length === 0) return 'true';
  const [first] = answers;
  if (first?.call === undefined) return string(first!.value);
  return `{ ${answers.map(({ call, value }) => `${key(call!)} = ${string(value)}`).join(', ')} }`;
}

/** A key of TOML, in quotes where it needs them. */
export const key = (name: string): string => (/^[\w-]+$/.test(name) ? name : string(name));

/** A string of TOML, which has the escapes of JSON. */
export const string = (text: string): string => JSON.stringify(text).replaceAll('\u007f', '\\u007f');
