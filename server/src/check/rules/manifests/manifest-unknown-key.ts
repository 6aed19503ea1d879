import { nearest } from '../../../base/nearest.ts';
import type { Rule } from '../../rule.ts';

export const manifestUnknownKey: Rule = {
  code: 'manifest-unknown-key',
  ids: ['M2', 'M5'],
  severity: 'warning',
  title: `A manifest must contain only keys that its tool knows.`,
  explanation: `\`wkg\`, \`wit-deps\` and \`cargo component\` fail on unknown keys. Only the tables in which they do are checked.`,
  examples: {
    accept: [
      `//- /a.wit
package a:b;
//- /wkg.toml
[metadata]
license = "Apache-2.0"
`,
    ],
    reject: [
      `//- /a.wit
package a:b;
//- /wkg.toml
[metadata]
licence = "Apache-2.0"
`,
    ],
  },
  message: ({ key, table, candidates }) => {
    const meant = nearest(key!, candidates!.split(' '));
    const where = table ? ` in \`${table}\`` : '';
    const known = `Known keys: ${candidates!.split(' ').join(', ')}.`;
    return `Unknown key \`${key}\`${where}. ${meant ? `Did you mean \`${meant}\`?` : known}`;
  },
};
