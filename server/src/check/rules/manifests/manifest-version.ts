import type { Rule } from '../../rule.ts';

export const manifestVersion: Rule = {
  code: 'manifest-version',
  ids: ['M3'],
  severity: 'warning',
  title: `A \`wkg.lock\` must have version 1.`,
  explanation: `\`wkg\` refuses any other version of the format. Delete the file and run \`wkg wit fetch\`, which writes it again, or update \`wkg\` if a newer one wrote the file.`,
  examples: {
    accept: [
      `//- /a.wit
package a:b;
//- /wkg.lock
version = 1
`,
    ],
    reject: [
      `//- /a.wit
package a:b;
//- /wkg.lock
version = 2
`,
    ],
  },
  message: ({ version }) =>
    `Version ${version} of this format is not supported, only version 1. Delete the file and run \`wkg wit fetch\` to write it again.`,
};
