import type { Grants } from '../../protocol.ts';

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === 'string';
const isTruth: Test = (value) => typeof value === 'boolean';
const isListOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** An object whose members all pass. */
export const isMapOf =
  (test: Test): Test =>
  (value) =>
    isRecord(value) && Object.values(value).every(test);

const isFolder: Test = (value) =>
  isRecord(value) &&
  isText(value['host']) &&
  isText(value['guest']) &&
  (value['readOnly'] === undefined || isTruth(value['readOnly']));
const isPair: Test = (value) => isListOf(isText)(value) && (value as readonly unknown[]).length === 2;
const isStore: Test = (value) =>
  isRecord(value) && isListOf(isText)(value['identifiers']) && isPlace(value['place']);
const isPlace: Test = (value) => {
  if (!isRecord(value)) return false;
  const { kind, data = [], folder, url } = value;
  if (kind === 'memory') return isListOf(isPair)(data);
  return kind === 'folder' ? isText(folder) : kind === 'redis' && isText(url);
};
const isCollector: Test = (value) => isRecord(value) && isText(value['endpoint']) && isText(value['service']);

const FORMS: { readonly [Name in keyof Grants]-?: readonly [test: Test, form: string] } = {
  args: [isListOf(isText), 'a list of strings'],
  terminals: [isListOf(isText), 'a list of strings'],
  env: [isListOf(isPair), 'a list of pairs ["NAME", "value"]'],
  dirs: [isListOf(isFolder), 'a list of {"host": "/folder", "guest": "/path"}'],
  initialCwd: [isText, 'a string'],
  config: [isMapOf(isText), 'an object of strings'],
  network: [isTruth, 'a boolean'],
  tcp: [isTruth, 'a boolean'],
  udp: [isTruth, 'a boolean'],
  nameLookup: [isTruth, 'a boolean'],
  logs: [isCollector, 'an object with "endpoint" and "service"'],
  keyvalue: [isListOf(isStore), 'a list of stores with "identifiers" and a "place"'],
};

/** Finds mistakes in the `grants` of a debug configuration, which users write by hand. */
export function mistakeInGrants(grants: object): string | undefined {
  for (const [name, value] of Object.entries(grants)) {
    const [test, form] = FORMS[name as keyof Grants] ?? [];
    if (!test) return `"${name}" is none of the grants: ${Object.keys(FORMS).join(', ')}`;
    if (value !== undefined && !test(value)) return `"${name}" of the grants is not ${form}`;
  }
  return undefined;
}
