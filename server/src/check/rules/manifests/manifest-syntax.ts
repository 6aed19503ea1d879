import type { Rule } from '../../rule.ts';

export const manifestSyntax: Rule = {
  code: 'manifest-syntax',
  ids: ['M2', 'M3', 'M5'],
  severity: 'warning',
  title: `A manifest must be valid TOML.`,
  explanation: `\`wkg.toml\`, \`wkg.lock\`, \`deps.toml\`, \`deps.lock\`, \`componentize-py.toml\`, and a \`Cargo.toml\` with a section for components, tell where packages come from. While one of them cannot be read, its entries are ignored. A lock file is written by its tool: delete it and let the tool write it again, rather than repairing it.`,
  examples: {
    accept: [
      `//- /a.wit
package a:b;
//- /wkg.toml
[overrides]
"c:d" = { path = "../d/wit" }
`,
    ],
    reject: [
      `//- /a.wit
package a:b;
//- /wkg.toml
[overrides
"c:d" = { path = "../d/wit" }
`,
    ],
  },
  message: ({ reason }) => `This is not valid TOML: ${reason}. The file is ignored.`,
};
