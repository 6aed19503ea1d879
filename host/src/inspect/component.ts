/**
 * What a component exports, with types, read from its binary:
 * https://github.com/WebAssembly/component-model/blob/main/design/mvp/Binary.md
 * It expects a valid component (jco has validated it) and skips all code.
 */
import { readAlias } from './alias.ts';
import { Reader } from './reader.ts';
import { readDescription, readExtern, readExternName, readType } from './type-section.ts';
import {
  define,
  exportsOf,
  lookUp,
  named,
  newScope,
  OTHER,
  Sort,
  type Item,
  type Items,
  type Scope,
} from './types.ts';

const PREAMBLE = 8;
const Section = {
  component: 4,
  instance: 5,
  alias: 6,
  type: 7,
  canonical: 8,
  import: 10,
  export: 11,
} as const;
const Canonical = { lift: 0, lower: 1, resourceRep: 4 } as const;

/** Items by the names that the component exports them under. */
export function readExports(component: Uint8Array): Items {
  return readComponent(new Reader(component), undefined);
}

function readComponent(reader: Reader, outer: Scope | undefined): Items {
  const scope = newScope(outer);
  reader.slice(PREAMBLE);
  while (!reader.done) {
    const id = reader.byte();
    readSection(id, reader.slice(reader.u32()), scope);
  }
  return scope.exports;
}

function readSection(id: number, reader: Reader, scope: Scope): void {
  if (id === Section.component) {
    scope.components.push({ kind: 'component', exports: readComponent(reader, scope) });
  } else if (id === Section.instance) {
    reader.list(() => scope.instances.push(readInstance(reader, scope)));
  } else if (id === Section.alias) {
    reader.list(() => readAlias(reader, scope));
  } else if (id === Section.type) {
    reader.list(() => scope.types.push(readType(reader, scope)));
  } else if (id === Section.canonical) {
    readLifts(reader, scope);
  } else if (id === Section.import) {
    reader.list(() => readExtern(reader, scope));
  } else if (id === Section.export) {
    reader.list(() => readExport(reader, scope));
  }
}

function readInstance(reader: Reader, scope: Scope): Item {
  if (reader.byte() === 0x00) {
    const component = scope.components[reader.u32()];
    reader.list(() => [reader.name(), readSorted(reader, scope)]);
    return { kind: 'instance', exports: exportsOf(component) };
  }
  const pairs = reader.list(() => [readExternName(reader), readSorted(reader, scope)[1]] as const);
  return { kind: 'instance', exports: new Map(pairs) };
}

/** A sort and an index of it. */
function readSorted(reader: Reader, scope: Scope): [sort: number, item: Item] {
  const sort = reader.byte();
  if (sort === Sort.core) reader.byte();
  return [sort, lookUp(scope, sort, reader.u32())];
}

function readExport(reader: Reader, scope: Scope): void {
  const name = readExternName(reader);
  const [sort, item] = readSorted(reader, scope);
  // An ascribed type says more than what was exported when that came from an import.
  const [, ascribed] = reader.option(() => readDescription(reader, scope)) ?? [sort, OTHER];
  const exported = named(name, ascribed.kind === 'other' ? item : ascribed);
  define(scope, sort, exported);
  scope.exports.set(name, exported);
}

/** `canon lift` makes a component function; what stands beside it makes core functions and is passed over. */
function readLifts(reader: Reader, scope: Scope): void {
  for (let left = reader.u32(); left > 0; left--) {
    const tag = reader.byte();
    if (tag === Canonical.lift) {
      reader.byte();
      reader.u32();
      readCanonicalOptions(reader);
      const entry = scope.types[reader.u32()];
      scope.funcs.push(entry?.kind === 'func' ? entry : OTHER);
    } else if (tag === Canonical.lower) {
      reader.byte();
      reader.u32();
      readCanonicalOptions(reader);
    } else if (tag <= Canonical.resourceRep) {
      reader.u32();
    } else {
      // The built-ins of async: encoders put them behind all lifts.
      return;
    }
  }
}

/** Memory, realloc, post-return and callback have an index; encodings and `async` have none. */
function readCanonicalOptions(reader: Reader): void {
  reader.list(() => {
    const tag = reader.byte();
    if ((tag >= 0x03 && tag <= 0x05) || tag === 0x07) reader.u32();
  });
}
