/** Wrappers of Rust's library around one value, with their state. */
import type { Located, View } from '../values/located.ts';
import type { ValueReader } from '../values/value-reader.ts';
import { plain, type Show, type Shows } from './view.ts';

/** The value of an `UnsafeCell`, which is inside of all cells. */
const inCell = (value: Located | undefined, reader: ValueReader): Located | undefined =>
  reader.at(value, 'value') ?? value;

const as = (
  value: Located | undefined,
  state?: { readonly name: string; readonly text: string },
): View | undefined =>
  value && {
    kind: 'other',
    value,
    ...(state && {
      value: { ...value, name: 'value' },
      note: state.text,
      more: [plain(state.name, state.text)],
    }),
  };

/** `Cell`, `OnceCell`, `UnsafeCell`, `Atomic…`, `NonZero`, `Wrapping`, `ManuallyDrop`: of no interest themselves. */
const showWrapped =
  (...members: readonly string[]): Show =>
  (value, _, reader) => {
    const found = members.map((name) => reader.at(value, name)).find((one) => one !== undefined);
    return Promise.resolve(as(found));
  };

/** A byte in memory. */
const showAtomicBool: Show = async (value, _, reader) => {
  const byte = await reader.number(value);
  return byte === undefined ? undefined : { kind: 'plain', text: byte === 0 ? 'false' : 'true' };
};

const showRefCell: Show = async (value, _, reader) => {
  const borrows = await reader.number(reader.at(value, 'borrow'));
  if (borrows === undefined) return undefined;
  return as(inCell(reader.at(value, 'value'), reader), { name: 'borrow', text: borrowText(borrows | 0) });
};

/** @param count of readers; negative for one that writes */
function borrowText(count: number): string {
  if (count < 0) return 'borrowed mutably';
  return count === 0 ? 'not borrowed' : count === 1 ? 'borrowed' : `borrowed ${count} times`;
}

const showMutex: Show = async (value, _, reader) => {
  const locked = await reader.number(reader.find(value, 'locked') ?? reader.find(value, 'futex'));
  if (locked === undefined) return undefined;
  const text = (locked === 0 ? 'unlocked' : 'locked') + (await poisonText(value, reader));
  return as(inCell(reader.at(value, 'data'), reader), { name: 'state', text });
};

const showRwLock: Show = async (value, _, reader) => {
  const mode = await reader.number(reader.find(value, 'mode'));
  if (mode === undefined) return undefined;
  const count = mode | 0;
  const text = count < 0 ? 'locked to write' : count === 0 ? 'unlocked' : `locked by ${count} readers`;
  return as(inCell(reader.at(value, 'data'), reader), {
    name: 'state',
    text: text.replace('1 readers', '1 reader') + (await poisonText(value, reader)),
  });
};

const poisonText = async (value: Located, reader: ValueReader): Promise<string> =>
  (await reader.number(reader.find(reader.at(value, 'poison'), 'failed'))) ? ', poisoned' : '';

/** `Ref`, `RefMut`: shown as their target. */
const showLent: Show = async (value, _, reader) =>
  as(await reader.target(reader.pointerIn(reader.at(value, 'value'))));

const showGuard: Show = async (value, _, reader) => {
  const lock = await reader.target(reader.pointerIn(reader.at(value, 'lock')));
  return as(inCell(reader.at(lock, 'data'), reader));
};

const NANOS_PER_SECOND = 1_000_000_000n;
/** As `{:?}` writes it: in the largest unit that is not 0. */
const UNITS: readonly (readonly [nanos: bigint, unit: string])[] = [
  [NANOS_PER_SECOND, 's'],
  [1_000_000n, 'ms'],
  [1000n, 'µs'],
  [1n, 'ns'],
];

const showDuration: Show = async (value, _, reader) => {
  const [seconds, nanos] = [reader.at(value, 'secs'), reader.at(value, 'nanos')];
  const [whole, rest] = [seconds && (await reader.bits(seconds)), nanos && (await reader.bits(nanos))];
  if (whole === undefined || rest === undefined) return undefined;
  const all = whole * NANOS_PER_SECOND + rest;
  const [size, unit] = UNITS.find(([one]) => all >= one) ?? UNITS.at(-1)!;
  const digits = `${all % size}`.padStart(`${size}`.length - 1, '0').replace(/0+$/, '');
  return { kind: 'plain', text: `${all / size}${digits === '' || size === 1n ? '' : `.${digits}`}${unit}` };
};

export const rustCells: Shows = [
  [/^core::cell::RefCell</, showRefCell],
  [/^core::cell::(?:Unsafe|SyncUnsafe|)Cell</, showWrapped('value')],
  [/^core::cell::once::OnceCell</, showWrapped('inner')],
  [/^core::cell::(?:Ref|RefMut)</, showLent],
  [/^core::sync::atomic::Atomic(?:Bool$|<bool>)/, showAtomicBool],
  [/^core::sync::atomic::Atomic/, showWrapped('v')],
  [/^core::mem::(?:manually_drop|maybe_dangling|maybe_uninit)::/, showWrapped('value', '__0')],
  [/^core::num::(?:nonzero::NonZero<|niche_types::)/, showWrapped('__0')],
  [/^std::sync::(?:poison::)?mutex::Mutex</, showMutex],
  [/^std::sync::(?:poison::)?rwlock::RwLock</, showRwLock],
  [/^std::sync::(?:poison::)?(?:mutex::MutexGuard|rwlock::RwLockWriteGuard)</, showGuard],
  [/^core::time::Duration$/, showDuration],
];
