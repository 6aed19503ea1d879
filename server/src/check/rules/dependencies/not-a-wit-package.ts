import type { Problem } from '../../../resolve/model.ts';
import type { RootContext, Rule } from '../../rule.ts';
import { unreadFiles } from '../../facts/unread-files.ts';

const KINDS: Readonly<Record<string, string>> = {
  'not-wasm': 'is neither WebAssembly nor WIT',
  'core-module': 'is a core module, which has no WIT',
  component: 'is a component that can be run, and not a package of WIT',
};

export const notAWitPackage: Rule = {
  code: 'not-a-wit-package',
  ids: ['D2', 'D3'],
  severity: 'error',
  title: `A \`.wasm\` or \`.wat\` file in \`deps\` is a WIT package in the binary format, or the text that stands for it.`,
  explanation: `Such a file is a component whose exports are types: \`wkg wit build\` makes one of a folder of WIT, \`wasm-tools component wit FOLDER --wasm\` too. A component that can be run is another thing, though it has WIT: \`wasm-tools component wit FILE\` prints what it imports and exports. Everything in \`deps\` is read, whether or not it is used, so such a file is refused even if nothing names it. Told at the package's header, since the file is not text.`,
  examples: {
    accept: [
      `//- /a.wit
package a:b;
world w { import c:d/i; }
//- /deps/c.wat
(component
  (type (component (export "c:d/i" (instance))))
  (export "i" (type 0)))
`,
      `//- /a.wit
package a:b;
world w { import c:d/i; }
//- /deps/c.wasm
package c:d;
interface i {}
`,
    ],
    reject: [
      `//- /a.wit
package a:b;
//- /deps/c.wat
(component)
`,
      `//- /a.wit
package a:b;
//- /deps/c.wat
(component
  (type $t (instance (export "req" (type (sub resource)))))
  (import "a:up/handler" (instance $i (type $t)))
  (export "a:down/handler@0.3.0" (instance $i)))
`,
      `//- /a.wit
package a:b;
//- /deps/c.wat
(module)
`,
      `//- /a.wit
package a:b;
//- /deps/c.wasm
Not Found
`,
      `//- /a.wit
package a:b;
//- /deps/c.wasm

`,
    ],
  },
  message: ({ file, kind }) =>
    `\`${file}\` ${KINDS[kind ?? '']}. A dependency is a WIT package: \`wkg wit fetch\` can put it there.`,
  checkRoot: ({ sources }: RootContext): Iterable<Problem> => unreadFiles('not-a-wit-package', sources),
};
