import type { Rule } from '../../rule.ts';

export const packageAsWitAndWasm: Rule = {
  code: 'package-as-wit-and-wasm',
  ids: ['D4'],
  severity: 'error',
  title: `A package must not be in \`deps\` both as WIT and as \`.wasm\`.`,
  explanation: `A package in the binary format embeds the packages that it uses, so these need not be in \`deps\`. If one of them is also there as text, tools built on wit-parser fail, even if both copies are equal. Keep both as text (\`wasm-tools component wit FILE\` prints a package) or both in the binary format.`,
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
    `The package \`${name}\` is in \`deps/${file}\` as well, and tools cannot read both forms. Remove one, or keep both as text.`,
};
