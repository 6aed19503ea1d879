import { placeOfVersion, versionedItems } from '../../facts/attributed-items.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { PackageContext, Rule } from '../../rule.ts';

export const gateWithoutPackageVersion: Rule = {
  code: 'gate-without-package-version',
  ids: ['G5'],
  severity: 'error',
  title: `\`@since\` requires a package version.`,
  explanation: `\`@since\` is compared with the version in the \`package\` declaration. WIT.md requires one for every gate; wit-parser accepts \`@unstable\` without.`,
  examples: {
    accept: [
      `package a:b@1.0.0;
@since(version = 1.0.0)
interface i {}
`,
    ],
    reject: [
      `package a:b;
@since(version = 1.0.0)
interface i {}
`,
    ],
  },
  message: ({ package: name }) => `\`@since\` requires a package version: \`package ${name}@1.0.0;\`.`,
  *check({ package: resolved, features }: PackageContext): Iterable<Problem> {
    const { key, source } = resolved;
    // A package without a name has an error for that.
    if (source.id?.version || key === '') return;
    for (const one of versionedItems(resolved, features)) {
      const detail = { package: key, since: one.since[0]! };
      const at = placeOfVersion(resolved, features, one);
      yield { code: 'gate-without-package-version', at, detail };
    }
  },
};
