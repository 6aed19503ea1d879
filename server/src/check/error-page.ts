import { isForbidden } from '../syntax/lexer/forbidden-characters.ts';
import { describeCharacter } from './words/describe-character.ts';
import type { Rule } from './rule.ts';

/** The page docs/errors/<code>.md of a rule, in Markdown. */
export function errorPage({ code, title, explanation, severity, source, ids, examples }: Rule): string {
  const kind = source === 'component' ? `${severity}, of components` : severity;
  return (
    [
      `# ${title.replace(/\.$/, '')} (\`${code}\`)`,
      explanation,
      ...section('Refused', examples.reject),
      ...section('Accepted', examples.accept),
      `Severity: ${kind}. Rules: ${ids.join(', ')}.`,
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

function section(heading: string, texts: readonly string[]): string[] {
  const blocks = texts.map((text) => '```' + language(text) + '\n' + visible(text).trimEnd() + '\n```');
  return texts.length === 0 ? [] : [`## ${heading}`, ...blocks];
}

/** An example that is about a manifest is no WIT as a whole. */
const language = (text: string): string => (/^\/\/- .*\.(toml|lock)$/m.test(text) ? 'text' : 'wit');

/** What may not stand in WIT should not stand in a page either. */
const visible = (text: string): string =>
  [...text].map((one) => (isForbidden(one) ? `<${describeCharacter(one)}>` : one)).join('');
