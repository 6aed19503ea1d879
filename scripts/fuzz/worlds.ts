/**
 * Worlds of one function or resource each, which wasm-tools makes components of: together they have every kind of
 * type, and every way that values go between a component and its host.
 */
const TYPES: readonly string[] = [
  'u8', 's64', 'f64', 'char', 'string', 'bool', 'list<u8>', 'list<string>', 'list<list<u32>>', 'option<string>',
  'option<option<u8>>', 'result', 'result<u64, string>', 'result<_, list<u8>>', 'tuple<u8, string, f32>', 'point',
  'shape', 'color', 'rights', 'deep', 'list<deep>', 'option<shape>', 'wide',
]; // prettier-ignore

const fields = Array.from({ length: 20 }, (_, index) => `f${index}: u16`).join(', ');

const TYPE_DECLARATIONS = `
  interface types {
    record point { x: s32, y: s32 }
    variant shape { dot, line(tuple<point, point>), text(string), number(f64) }
    enum color { red, green, blue }
    flags rights { read, write, run }
    record deep { shapes: list<shape>, name: option<string>, rights: rights }
    record wide { ${fields} }
    type point-list = list<point>;
  }`;

const USE = 'use types.{point, shape, color, rights, deep, wide};';

const world = (items: string): string => `package t:fuzz;\n${TYPE_DECLARATIONS}\nworld w {\n${items}\n}`;

const exported = TYPES.map((type) => world(`${USE} export f: func(x: ${type}) -> ${type};`));
const imported = TYPES.slice(8).map((type) =>
  world(`${USE} import g: func(x: ${type}) -> ${type}; export f: func();`),
);

const OTHERS: readonly string[] = [
  world('export types;'),
  world(
    'export i: interface { resource r { constructor(n: u32); get: func() -> u32; make: static func() -> r; } }',
  ),
  world('import i: interface { resource r { constructor(n: u32); get: func() -> u32; } } export f: func();'),
  world(`export i: interface { resource r; give: func() -> r; take: func(r: r); look: func(r: borrow<r>); }`),
  world(`export i: interface { ${USE} f: func(a: point, b: shape) -> deep; }`),
  world('import a: func(); import b: func(s: string); export c: func(s: string) -> result<string, string>;'),
];

export const WORLDS: readonly string[] = [...exported, ...imported, ...OTHERS];
