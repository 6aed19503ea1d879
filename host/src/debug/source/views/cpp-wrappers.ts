/** Pointers of the C++ library (libc++), and wrappers around one of several values, or around several. */
import type { Located, View } from '../values/located.ts';
import type { ValueReader } from '../values/value-reader.ts';
import { plain, type Show, type Shows } from './view.ts';

const NOTHING: View = { kind: 'plain', text: 'nullptr' };

const showUnique: Show = async (value, _, reader) => {
  const pointer = reader.find(value, '__ptr_');
  if ((await reader.number(pointer)) === 0) return NOTHING;
  const target = await reader.target(pointer);
  return target && { kind: 'other', value: target };
};

/** The counts in a control block, behind its table of methods: units that do not define its type only declare it. */
const CONTROL = { size: 12, owners: 4, observers: 8 };

/** The target of a shared pointer, with the counts of its control block. */
const showShared: Show = async (value, { targetName }, reader) => {
  const target = await reader.target(reader.at(value, '__ptr_'));
  const address = await reader.number(reader.at(value, '__cntrl_'));
  if (!target || !address) return NOTHING;
  const control = Buffer.from(await reader.memory.read(address, CONTROL.size));
  if (control.length < CONTROL.size) return undefined;
  // The library counts the owners from 0, and all of them as one more observer.
  const strong = control.readInt32LE(CONTROL.owners) + 1;
  const weak = control.readInt32LE(CONTROL.observers);
  if (strong === 0 && targetName.includes('::weak_ptr<')) return { kind: 'plain', text: '(expired)' };
  return {
    kind: 'other',
    value: { ...target, name: 'value' },
    note: `${strong} strong, ${weak} weak`,
    more: [plain('strong', `${strong}`), plain('weak', `${weak}`)],
  };
};

const showOptional: Show = async (value, _, reader) => {
  const isEngaged = await reader.number(reader.find(value, '__engaged_'));
  const content = reader.find(value, '__val_');
  if (isEngaged === undefined || !content) return undefined;
  return isEngaged === 0 ? { kind: 'plain', text: 'nullopt' } : { kind: 'other', value: content };
};

/** Cases of a variant are nested: the first, and the others. */
const MOST_CASES = 64;

const showVariant: Show = async (value, _, reader) => {
  const index = await reader.number(reader.find(value, '__index'));
  if (index === undefined) return undefined;
  if (index >= MOST_CASES) return { kind: 'plain', text: '(valueless)' };
  let rest = reader.find(value, '__data');
  for (let at = 0; at < index; at++) rest = reader.at(rest, '__tail');
  const found = reader.at(rest, '__head', '__value');
  return found && { kind: 'other', value: found, note: reader.types.nameOf(found.type) };
};

const tuple = (values: readonly Located[]): View => ({
  kind: 'list',
  count: values.length,
  brackets: '()',
  elements: (start, count) => Promise.resolve(values.slice(start, start + count)),
});

const showPair: Show = (value, _, reader) => {
  const [first, second] = [reader.at(value, 'first'), reader.at(value, 'second')];
  return Promise.resolve(first && second && tuple([first, second]));
};

/** Each element is in a base of its own. */
const showTuple: Show = (value, _, reader) => {
  const base = reader.at(value, '__base_');
  const leaves = reader.types.structure(base?.type)?.members ?? [];
  const elements = leaves.map(({ name }, at) => elementOf(reader, base, name, at));
  return Promise.resolve(elements.every((one) => one !== undefined) ? tuple(elements) : undefined);
};

function elementOf(
  reader: ValueReader,
  base: Located | undefined,
  leaf: string,
  at: number,
): Located | undefined {
  const found = reader.at(base, leaf, '__value_');
  return found && { ...found, name: `${at}` };
}

const showAtomic: Show = (value, _, reader) => {
  const content = reader.find(value, '__a_value');
  return Promise.resolve(content && { kind: 'other', value: content });
};

/** Seconds, as a fraction. */
const PERIOD = /ratio<(?<numerator>\d+)\w*, (?<denominator>\d+)/;
const UNITS: Readonly<Record<string, string>> = {
  '1/1000000000': 'ns',
  '1/1000000': 'µs',
  '1/1000': 'ms',
  '1/1': 's',
  '60/1': 'min',
  '3600/1': 'h',
  '86400/1': 'd',
};

const showDuration: Show = async (value, { targetName }, reader) => {
  const [count, { numerator, denominator }] = [
    reader.at(value, '__rep_'),
    PERIOD.exec(targetName)?.groups ?? {},
  ];
  const unit = UNITS[`${numerator}/${denominator}`];
  const bits = count && (await reader.bits(count));
  const { shape, size = 8 } = reader.types.of(count?.type) ?? {};
  if (!count || bits === undefined || unit === undefined || shape?.tag !== 'base' || shape.val !== 'signed')
    return count && { kind: 'other', value: count };
  return { kind: 'plain', text: `${BigInt.asIntN(8 * size, bits)} ${unit}` };
};

export const cppWrappers: Shows = [
  [/^std::(?:__\w+::)?unique_ptr</, showUnique],
  [/^std::(?:__\w+::)?(?:shared_ptr|weak_ptr)</, showShared],
  [/^std::(?:__\w+::)?optional</, showOptional],
  [/^std::(?:__\w+::)?variant</, showVariant],
  [/^std::(?:__\w+::)?pair</, showPair],
  [/^std::(?:__\w+::)?tuple</, showTuple],
  [/^std::(?:__\w+::)?atomic</, showAtomic],
  [/^std::(?:__\w+::)?chrono::duration</, showDuration],
];
