import type { Rule } from '../../rule.ts';

export const manifestVersion: Rule = {
  code: 'manifest-version',
  ids: ['M3'],
  severity: 'warning',
  title: `A \`wkg.lock\` is of version 1.`,
  explanation: `There is one version of the format, and \`wkg\` refuses any other. Delete the file and run \`wkg wit fetch\`, which writes it anew, or update \`wkg\` if a newer one has written it.`,
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
    `The version ${version} of this format is not known, only 1. \`wkg wit fetch\` writes the file anew when it is deleted.`,
};
