import type { Detail, Rule } from '../../rule.ts';
import { didYouMean } from '../../words/suggest.ts';
import { versionOf } from '../../../base/ids.ts';

export const unknownPackage: Rule = {
  code: 'unknown-package',
  ids: ['D6', 'D8', 'U10'],
  severity: 'error',
  title: `A package is not found.`,
  explanation: `Packages are looked up among the package's own files, the packages nested in them, and \`deps\`. Put the missing package into the \`deps\` folder beside the files that refer to it (\`deps/<any-name>/*.wit\` or \`deps/<any-name>.wit\`), in exactly this version; \`wkg wit fetch\` does that for published packages. The packages of WASI 0.2.12 and 0.3.0 come with WIT Studio: a quick fix, or \`wit-studio check --fix\` in a terminal, adds them with their dependencies. A path without a version refers to a package without one. The error is reported once, at the first path that refers to the package, in the main package before its dependencies. If a manifest or lock file of the project lists the package (\`wkg.toml\`, \`wkg.lock\`, \`deps.toml\`, \`deps.lock\`, \`Cargo.toml\`), the message includes that entry.`,
  examples: {
    accept: [
      `//- /a.wit
package a:b;
world w { import c:d/i; }
//- /deps/c.wit
package c:d;
interface i {}
`,
    ],
    reject: [
      `package a:b;
world w { import c:d/i; }
`,
      `package a:b;
package c:d@1.0.0 { interface i {} }
world w { import c:d/i@1.0.1; }
`,
    ],
  },
  message: ({ package: name = '', others = '', known = '', ...names }) => {
    const missing = `The package \`${name}\` was not found`;
    const isKnown = known.split(' ').includes(name);
    const hint = manifestHint(name, names);
    if (hint) return `${missing}. ${hint}${isKnown ? ' A quick fix adds it as well.' : ''}`;
    if (isKnown)
      return `${missing}. WIT Studio knows it: a quick fix, or \`wit-studio check --fix\`, adds it to \`deps\`.`;
    if (others)
      return `${missing}, but ${quoted(others)} is there. Name that version, or add this one to \`deps\`.`;
    if (known)
      return `${missing}. WIT Studio knows ${quoted(known)}; \`wkg wit fetch\` can get other versions.`;
    return `${missing}.${didYouMean(names)} Add it to the \`deps\` folder of this package (\`wkg wit fetch\` can), and check its version.`;
  },
};

/** The manifest entry of the package, and what to do about it. */
function manifestHint(name: string, detail: Detail): string {
  const { manifest, manifestVersion, manifestPath, command } = detail;
  if (manifest === undefined) return '';
  const file = `\`${manifest.slice(manifest.lastIndexOf('/') + 1)}\``;
  if (manifestPath) return `${file} places it in \`${manifestPath}\`, but it is not there.`;
  const at = manifestVersion ? `has it at ${manifestVersion}` : 'names it';
  const isOther = file === '`wkg.lock`' && versionOf(name) !== manifestVersion;
  const doing = `\`${command}\` puts ${isOther ? 'the version that is named' : 'it'} into \`deps\``;
  return isOther ? `${file} ${at}: name that version, or ${doing}.` : `${file} ${at}: ${doing}.`;
}

const quoted = (keys: string): string => `\`${keys.split(' ').join('`, `')}\``;
