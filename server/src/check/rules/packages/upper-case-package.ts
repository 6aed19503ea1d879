import { nameRange } from '../../../resolve/context.ts';
import type { Problem } from '../../../resolve/model.ts';
import type { PackageContext, Rule } from '../../rule.ts';

export const upperCasePackage: Rule = {
  code: 'upper-case-package',
  ids: ['P13'],
  severity: 'error',
  source: 'component',
  title: `Package names must be lower case.`,
  explanation: `wit-parser accepts upper case here, but a component with such a name is invalid.`,
  examples: {
    accept: [
      `package a:b;
`,
    ],
    reject: [
      `package A:b;
interface i {}
world w { import i; }
`,
    ],
  },
  message: ({ name }) =>
    `\`${name}\` has upper-case letters, which the name of a package cannot have in a component.`,
  *check({ package: { source } }: PackageContext): Iterable<Problem> {
    for (const name of [source.id?.namespace, source.id?.name]) {
      if (!name || !/[A-Z]/.test(name.text)) continue;
      yield {
        code: 'upper-case-package',
        at: nameRange(source.idFile.uri, name),
        detail: { name: name.text },
      };
    }
  },
};
