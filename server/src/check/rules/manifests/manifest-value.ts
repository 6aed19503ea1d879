import type { Rule } from '../../rule.ts';

export const manifestValue: Rule = {
  code: 'manifest-value',
  ids: ['M2', 'M3', 'M5'],
  severity: 'warning',
  title: `What a manifest says has the form that its tool reads.`,
  explanation: `The tool stops at a value of another kind, at one that is missing, and at two that exclude each other: \`[workspace]\` of a \`wkg.toml\` stands without \`[overrides]\` and \`[metadata]\` beside it (\`[workspace.metadata]\` holds for all members), and \`path\` of a dependency stands alone.`,
  examples: {
    accept: [
      `//- /a.wit
package a:b;
//- /deps.toml
io = "https://github.com/WebAssembly/wasi-io/archive/v0.2.8.tar.gz"
clocks = "../clocks/wit"
http = { url = "https://example.com/http.tar.gz", prefix = "http/wit" }
`,
    ],
    reject: [
      `//- /a.wit
package a:b;
//- /deps.toml
io = { sha256 = "0123" }
`,
      `//- /a.wit
package a:b;
//- /wkg.toml
[workspace]
members = ["a/wit"]
[overrides]
"c:d" = { path = "../d" }
`,
    ],
  },
  message: ({ key, must }) => `\`${key}\` must ${must}.`,
};
