import { placeOfVersion, versionedItems } from '../../facts/attributed-items.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { PackageContext, Rule } from '../../rule.ts';
import { compareVersions } from '../../../syntax/version.ts';

export const gateOfUnreleasedVersion: Rule = {
  code: 'gate-of-unreleased-version',
  ids: ['G6'],
  severity: 'error',
  title: `\`@since\` must not be later than the package\u2019s version.`,
  explanation: `An item cannot exist since a version that is not released. Raise the version of the package, or gate the item with \`@unstable\`. A pre-release precedes its release.`,
  examples: {
    accept: [
      `package a:b@1.0.0;
@since(version = 0.9.0)
interface i {}
`,
    ],
    reject: [
      `package a:b@1.0.0;
@since(version = 2.0.0)
interface i {}
`,
    ],
  },
  message: ({ package: name, since }) =>
    `\`${since}\` is later than this package, \`${name}\`. Raise the package\u2019s version, or use \`@unstable\`.`,
  *check({ package: resolved, features }: PackageContext): Iterable<Problem> {
    const { key, source } = resolved;
    const own = source.id?.version?.text;
    if (own === undefined) return;
    for (const one of versionedItems(resolved, features)) {
      const later = one.since.find((version) => version !== own && compareVersions(version, own) > 0);
      if (later === undefined) continue;
      const detail = { package: key, since: later };
      yield { code: 'gate-of-unreleased-version', at: placeOfVersion(resolved, features, one), detail };
    }
  },
};
