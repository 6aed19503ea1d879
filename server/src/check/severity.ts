import type { Rule, Severity, Tools, Weight } from './rule.ts';

/** The tools whose verdicts determine severities. */
export interface VerdictSource {
  readonly tools: Tools;
  /** Whether the WIT is compiled to components. */
  readonly components: boolean;
}

/** The verdict of a version of the tools; undefined if it accepts. */
function weightFor(rule: Rule, tools: Tools): Weight | undefined {
  const weight = tools === '0.259' ? (rule.older ?? rule) : (rule.newest ?? rule);
  return weight === 'accepted' ? undefined : weight;
}

/** Component-only errors are warnings if no component is made. */
export function severityBy(
  rule: Rule,
  { tools, components }: VerdictSource,
  inWorld: boolean,
): Severity | undefined {
  const weight = weightFor(rule, tools);
  const isOfComponents = weight?.source === 'component' && weight.severity === 'error';
  return isOfComponents && !(components && inWorld) ? 'warning' : weight?.severity;
}

/** The tools with another verdict, as a sentence after the message. */
export function otherTools({ older }: Rule, { tools }: VerdictSource): string {
  if (tools === '0.259' || older === undefined) return '';
  return older === 'accepted'
    ? ' Tools up to 0.259 accept it.'
    : ' Tools up to 0.259 read it, but make no component of it.';
}
