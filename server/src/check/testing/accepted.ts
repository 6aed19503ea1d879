/** Unusual but valid WIT, as tests. None of these examples has a diagnostic. */
export interface Accepted {
  /** Numbers of the checklist of rules. */
  readonly ids: readonly string[];
  readonly title: string;
  readonly examples: readonly string[];
}

export const accepted: readonly Accepted[] = [
  {
    ids: ['D7'],
    title: `A dependency may hold nested packages too.`,
    examples: [
      `//- /a.wit
package a:b;
world w { import e:f/j; }
//- /deps/c.wit
package c:d;
package e:f { interface j {} }
`,
    ],
  },
  {
    ids: ['D9'],
    title: `The files of a package see each other’s interfaces and worlds, without \`use\`.`,
    examples: [
      `//- /x.wit
package a:b;
interface i { use j.{t}; }
//- /y.wit
interface j { type t = u8; }
`,
    ],
  },
  {
    ids: ['G11'],
    title: `Docs, gates and comments may stand before an item in any order.`,
    examples: [
      `package a:b@1.0.0;
/// Docs.
@since(version = 1.0.0)
// A comment.
/// More docs.
interface i {}
`,
    ],
  },
  {
    ids: ['G13'],
    title: `\`@external-id\` before a \`use\` is read and means nothing.`,
    examples: [
      `package a:b;
interface i { type t = u8; }
world w { @external-id("b") use i.{t}; }
`,
    ],
  },
  {
    ids: ['I4'],
    title: `Definitions may come in any order.`,
    examples: [
      `package a:b;
interface i { f: func() -> t; record t { a: u } type u = u8; }
`,
    ],
  },
  {
    ids: ['L5'],
    title: `Lines may end in CR LF.`,
    examples: [
      `package a:b;\r
interface i {}\r
`,
    ],
  },
  {
    ids: ['L6'],
    title: `A line comment needs no line end behind it.`,
    examples: [`package a:b; // The end.`],
  },
  {
    ids: ['L8'],
    title: `Docs may stand before fields, cases, parameters, and before nothing at all.`,
    examples: [
      `package a:b;
interface i {
  record r { /// A field.
    a: u8 /** The end. */ }
  /// Nothing follows.
}
`,
    ],
  },
  {
    ids: ['L8b'],
    title: `\`/**/\` is a comment; the reference crashes on it before an item.`,
    examples: [
      `package a:b;
/**/ interface i {}
`,
    ],
  },
  {
    ids: ['P14'],
    title: `Packages, interfaces and worlds may be empty.`,
    examples: [
      `package a:b;
interface i {}
world w {}
package c:d {}
`,
    ],
  },
  {
    ids: ['R7'],
    title: `A world may define resources; their functions are imports.`,
    examples: [
      `package a:b;
world w { resource r { constructor(); f: func(); } export g: func() -> r; }
`,
    ],
  },
  {
    ids: ['R8'],
    title: `Functions of different resources may have the same name.`,
    examples: [
      `package a:b;
interface i { resource r { f: func(); } resource s { f: func(); } }
`,
    ],
  },
  {
    ids: ['T5'],
    title: `\`option<t>\`, of anything.`,
    examples: [
      `package a:b;
interface i { f: func() -> option<option<u8>>; }
`,
    ],
  },
  {
    ids: ['T8'],
    title: `Streams and futures may carry nothing.`,
    examples: [
      `package a:b;
interface i { f: func(a: stream, b: future<u8>) -> future; }
`,
    ],
  },
  {
    ids: ['T9'],
    title: `\`error-context\` is a type.`,
    examples: [
      `package a:b;
interface i { f: func() -> result<u8, error-context>; }
`,
    ],
  },
  {
    ids: ['U2'],
    title: `\`use\` may take nothing, which the grammar does not have.`,
    examples: [
      `package a:b;
interface i {}
interface j { use i.{}; }
`,
    ],
  },
  {
    ids: ['W3', 'W3b'],
    title: `An interface may be imported under a plain name; the space behind the colon does not matter.`,
    examples: [
      `package a:b;
interface i {}
world w { import one: i; import two:i; }
`,
    ],
  },
  {
    ids: ['W9'],
    title: `An interface within a world has a scope of its own.`,
    examples: [
      `package a:b;
world w { type t = u8; import i: interface { type t = u16; } }
`,
    ],
  },
  {
    ids: ['W14'],
    title: `\`with\` may be empty.`,
    examples: [
      `package a:b;
world v {}
world w { include v with {} }
`,
    ],
  },
];
