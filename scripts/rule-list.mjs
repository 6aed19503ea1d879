// Writes server/src/check/catalogue.ts: the list of all rules, one import each.
import { readdirSync, writeFileSync } from 'node:fs';

const root = 'server/src/check';
const files = readdirSync(`${root}/rules`, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .sort();
const camel = (code) => code.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const names = files.map((file) => ({ file, name: camel(file.replace(/^.*\/|\.ts$/g, '')) }));
const text = [
  '// Made by scripts/rule-list.mjs: every file of rules/ is a rule.',
  "import type { Rule } from './rule.ts';",
  ...names.map(({ file, name }) => `import { ${name} } from './rules/${file}';`),
  '',
  '/** Every rule of WIT that is checked. */',
  'export const rules: readonly Rule[] = [',
  ...names.map(({ name }) => `  ${name},`),
  '];',
  '',
].join('\n');
writeFileSync(`${root}/catalogue.ts`, text);
