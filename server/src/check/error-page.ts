import type { Rule } from './rule.ts';

/** The page docs/errors/<code>.md of a rule, in Markdown. */
export function errorPage({ code, title, explanation, severity, source, ids, examples }: Rule): string {
  const kind = source === 'component' ? `${severity}, of components` : severity;
  return (
    [
      `# ${code}`,
      title,
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
  const blocks = texts.map((text) => '```wit\n' + text.trimEnd() + '\n```');
  return texts.length === 0 ? [] : [`## ${heading}`, ...blocks];
}
