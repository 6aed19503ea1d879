import type { Rule, Severity, Tools, Weight } from './rule.ts';

/** By whose verdicts a mistake is weighed. */
export interface VerdictSource {
  readonly tools: Tools;
  /** Whether components are made of the WIT. */
  readonly components: boolean;
}

/** What certain tools make of a breach; undefined where they accept it. */
function weightFor(rule: Rule, tools: Tools): Weight | undefined {
  const weight = tools === '0.259' ? (rule.older ?? rule) : (rule.newest ?? rule);
  return weight === 'accepted' ? undefined : weight;
}

/** What only a component cannot have is a warning where no component is made of it. */
export function severityBy(
  rule: Rule,
  { tools, components }: VerdictSource,
  inWorld: boolean,
): Severity | undefined {
  const weight = weightFor(rule, tools);
  const isOfComponents = weight?.source === 'component' && weight.severity === 'error';
  return isOfComponents && !(components && inWorld) ? 'warning' : weight?.severity;
}

/** Which tools say otherwise, as a sentence behind the message. */
export function otherTools({ older }: Rule, { tools }: VerdictSource): string {
  if (tools === '0.259' || older === undefined) return '';
  return older === 'accepted'
    ? ' Tools up to 0.259 accept it.'
    : ' Tools up to 0.259 read it, but make no component of it.';
}
