import type { Rule } from '../../rule.ts';

export const packageAsWitAndWasm: Rule = {
  code: 'package-as-wit-and-wasm',
  ids: ['D4'],
  severity: 'error',
  title: `A package is not in \`deps\` as WIT and in a \`.wasm\` file as well.`,
  explanation: `A package in the binary format carries what it uses of others, so these need not be in \`deps\`. If one is there as text too, tools built on wit-parser stop with a crash, even if both say the same (“attempting to re-add package”). Have both as text (\`wasm-tools component wit FILE\` prints a package) or both in the binary format.`,
  examples: {
    accept: [
      `//- /a.wit
package a:b;
world w { import c:d/i; import e:f/i; }
//- /deps/c.wat
(component
  (type (component (export "c:d/i" (instance))))
  (export "i" (type 0)))
//- /deps/e.wit
package e:f;
interface i { use c:d/i.{}; }
`,
    ],
    reject: [
      `//- /a.wit
package a:b;
//- /deps/c.wat
(component
  (type (component (export "c:d/i" (instance))))
  (export "i" (type 0)))
//- /deps/e.wit
package c:d;
interface i {}
`,
      `//- /a.wit
package a:b;
//- /deps/c.wat
(component
  (type (component
    (import "e:f/t" (instance $t (export "t" (type (sub resource)))))
    (alias export $t "t" (type $r))
    (export "c:d/i" (instance
      (alias outer 1 $r (type $s))
      (export "t" (type (eq $s)))))))
  (export "i" (type 0)))
//- /deps/e.wit
package e:f;
interface t { resource t; }
`,
    ],
  },
  message: ({ package: name, file }) =>
    `The package \`${name}\` is in \`deps/${file}\` as well, with which tools cannot read both. Remove one of them, or have both as text.`,
};
