import { explanationPage } from '../base/problems/page.ts';
import { isForbidden } from '../syntax/lexer/forbidden-characters.ts';
import { describeCharacter } from './words/describe-character.ts';
import type { Rule, Weight } from './rule.ts';

/** The page docs/errors/<code>.md of a rule, in Markdown. */
export function errorPage(rule: Rule): string {
  const { code, title, explanation, ids, examples } = rule;
  return explanationPage(code, title, [
    explanation,
    ...section('Refused', examples.reject),
    ...section('Accepted', examples.accept),
    `Severity: ${severityOf(rule)} Rules: ${ids.join(', ')}.`,
  ]);
}

function severityOf(rule: Rule): string {
  if (rule.newest) return `${weightText(rule)}, by tools up to 0.259 alone.`;
  if (!rule.older) return `${weightText(rule)}.`;
  const older = rule.older === 'accepted' ? ' accept it' : `: ${weightText(rule.older)}`;
  return `${weightText(rule)}; tools up to 0.259${older}.`;
}

const weightText = ({ severity, source }: Weight): string =>
  source === 'component' ? `${severity}, of components` : severity;

function section(heading: string, texts: readonly string[]): string[] {
  const blocks = texts.map(
    (text) => '```' + language(text) + '\n' + abbreviated(visible(text).trimEnd()) + '\n```',
  );
  return texts.length === 0 ? [] : [`## ${heading}`, ...blocks];
}

/** An example that is about a manifest is no WIT as a whole. */
const language = (text: string): string => (/^\/\/- .*\.(toml|lock)$/m.test(text) ? 'text' : 'wit');

/** Replaces characters that are forbidden in WIT, which should not be in a page either. */
const visible = (text: string): string =>
  [...text].map((one) => (isForbidden(one) ? `<${describeCharacter(one)}>` : one)).join('');

/** Leaves out the middle of lines that are about a great number of something. */
const abbreviated = (text: string): string => text.replace(/^(.{100}).{2000,}(.{100})$/gm, '$1 … $2');
