import type { Rule } from '../../rule.ts';

export const manifestSyntax: Rule = {
  code: 'manifest-syntax',
  ids: ['M2', 'M3', 'M5'],
  severity: 'warning',
  title: `A manifest is TOML.`,
  explanation: `\`wkg.toml\`, \`wkg.lock\`, \`deps.toml\`, \`deps.lock\`, \`componentize-py.toml\`, and \`Cargo.toml\` where it has a section for components, say where packages come from. While one of them cannot be read, what it says is not known. A lock is written by its tool: rather than mend it, delete it and let the tool write it anew.`,
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
  message: ({ reason }) => `This is not valid TOML: ${reason}. Nothing that this file says is known.`,
};
