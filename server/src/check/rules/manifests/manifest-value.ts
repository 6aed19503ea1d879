import type { Rule } from '../../rule.ts';

export const manifestValue: Rule = {
  code: 'manifest-value',
  ids: ['M2', 'M3', 'M5'],
  severity: 'warning',
  title: `A manifest value must have the form that its tool expects.`,
  explanation: `The tool fails on a value of the wrong kind, on a missing value, and on two that exclude each other: \`[workspace]\` of a \`wkg.toml\` excludes \`[overrides]\` and \`[metadata]\` (\`[workspace.metadata]\` applies to all members), and \`path\` of a dependency excludes other keys.`,
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
