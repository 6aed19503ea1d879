import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HostError } from '../../base/problem.ts';
import { build } from '../../build/build.ts';
import type { NewLanguage, WorldChoice } from '../../protocol.ts';
import { run } from '../../run/run.ts';
import { newComponent } from '../new-component.ts';

export const { signal } = new AbortController();

export const greet: WorldChoice = { kind: 'function', function: 'greet: func(name: string) -> string' };

/** Each kind of type, in functions of a world, of an interface and of a resource. */
export const EVERYTHING = `package demo:everything@0.1.0;
interface kinds {
  enum level { low, high }
  flags rights { read, write-all }
  variant shape { circle(f64), dot }
  record item { name: string, level: level, rights: rights, shape: shape, parent: option<u64>, bytes: list<u8> }
  type items = list<item>;
}
interface store {
  use kinds.{item, items as every};
  resource cart {
    constructor(owner: string);
    add: func(item: item) -> result<u32, string>;
    merge: static func(a: cart, b: borrow<cart>) -> cart;
  }
  /// Finds one.
  find: func(name: string, %type: char) -> result<item, string>;
  all: func() -> every;
  delete: func(which: tuple<u8, s64>, lines: list<string>);
}
world everything {
  use kinds.{level, item};
  import kinds;
  export store;
  export describe-it: func(item: item, level: level) -> tuple<string, option<bool>>;
}
`;

/** Each kind of type that is a value, and names that languages reserve, in functions of a world and of interfaces. */
export const VALUES = `package demo:values@0.1.0;
interface kinds {
  enum level { low-one, high }
  flags rights { read, write-all }
  variant shape { empty, circle(f64), named(option<string>) }
  record item { name: string, level: level, rights: rights, shape: shape, parent: option<u64>, bytes: list<u8> }
  type items = list<item>;
}
interface store {
  use kinds.{item, items as every, shape, rights};
  record point { x: s32, y: f32 }
  /// Finds one.
  find: func(name: string, %type: char) -> result<item, string>;
  all: func(%string: string) -> every;
  near: func(to: option<point>) -> result<_, shape>;
  delete: func(which: tuple<u8, s64>, lines: list<string>) -> rights;
  check: func() -> result;
  is-open: func() -> bool;
}
world values {
  use kinds.{level, item};
  record here { kind-of: option<string> }
  import log: interface { resource sink { write: func(line: string); } }
  import now: func() -> u64;
  export store;
  export extra: interface { first: func() -> option<u8>; }
  export describe-it: func(item: item, level: level) -> tuple<string, option<bool>>;
  export go-here: func(here: here) -> here;
  export reset: func();
}
`;

/** Exported resources: made, lent, taken, in other types, by another name, and in another interface. */
export const RESOURCES = `package demo:shop@0.1.0;
interface carts {
  resource cart {
    constructor(owner: string);
    add: func(item: string, count: u32) -> result<u32, string>;
    total: func() -> u32;
    merge: static func(a: cart, b: borrow<cart>) -> cart;
  }
  resource open-order { state: func() -> string; }
  record pair { first: cart, count: u32 }
  type mine = cart;
  both: func(of: pair) -> tuple<mine, u32>;
  order: func(of: cart) -> result<open-order, string>;
  take: func(of: option<cart>);
  begin: func() -> open-order;
  size: func() -> u32;
}
interface desk {
  use carts.{cart};
  pay: func(of: cart) -> u32;
  swap: func(of: cart) -> cart;
}
world shop {
  export carts;
  export desk;
}
`;

/** Signatures of a first function. */
export const FUNCTIONS = [
  'add: func(a: s32, b: s32) -> s32',
  'half: func(of: f64) -> f64',
  'is-even: func(n: u64) -> bool',
  'next: func(c: char) -> char',
  'shout: func(text: string, times: u8) -> string',
  'words: func(text: string) -> list<string>',
  'first: func(of: list<u32>) -> option<u32>',
  'parse: func(text: string) -> result<u32, string>',
  'split: func(pair: tuple<string, u8>) -> tuple<u8, string>',
  'note: func(line: option<string>)',
  'check: func() -> result',
];

/** A temporary folder for new components, and calls of them. */
export async function newComponents() {
  const root = await mkdtemp(join(tmpdir(), 'wit-studio-new-'));
  return {
    root,
    remove: () => rm(root, { recursive: true, force: true }),

    /** The folder of a new component. */
    async start(name: string, language: NewLanguage, world: WorldChoice): Promise<string> {
      const { folder, open } = await newComponent({ folder: join(root, name), language, world });
      assert.ok(existsSync(open));
      return folder;
    },

    async invoke(component: string, call: string): Promise<string | undefined> {
      const params = { component, grants: {}, invoke: call };
      return (await run(params, { signal, storage: join(root, 'storage') })).value;
    },
  };
}

/** The component that a folder is built to. */
export const built = async (folder: string): Promise<string> =>
  (await build(folder, { signal, progress: () => {}, log: () => {} })).component;

/** The code of the problem that the work ends with. */
export async function problemOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => assert.fail('it succeeded'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof HostError, String(error));
  return error.problem.code;
}
