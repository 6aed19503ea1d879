import type { GivenPackage } from '../composer.ts';
import { misfitText } from '../target.ts';
import {
  resultOf,
  type ComposedDocument,
  type Diagnostic,
  type Misfit,
  type Result,
  type TargetRefusal,
  type Toolkit,
} from '../toolkit.ts';
import { tokensOf } from '../place/wac-place.ts';
import { isMisfit, type Mistake, readOrMistakes } from './document-mistakes.ts';
import { bytesAt, MendedText } from './mended-text.ts';
import { missingArguments } from './missing-arguments.ts';

type Tools = Pick<Toolkit, 'describe' | 'document' | 'targets'>;
type Outcome = Result<ComposedDocument, readonly Mistake[]>;

/** Composes a WAC document by wac, or finds all of its mistakes. */
export function composeOrMistakes(tools: Tools, text: string, given: readonly GivenPackage[]): Outcome {
  const { result, mistakes } = readOrMistakes(
    text,
    (now) => compose(tools, now, given),
    (now, mistake) => missingArguments(tools, now, mistake, given),
  );
  if (result && mistakes.length === 0) return { ok: result };
  const [first, ...others] = mistakes;
  const isOnlyMisfit = first && others.length === 0 && isMisfit(first);
  return isOnlyMisfit ? fitOrMisfits(tools, text, given, first) : { err: mistakes };
}

const compose = ({ document }: Tools, text: string, given: readonly GivenPackage[]) =>
  resultOf<ComposedDocument, Diagnostic>(() => document.compose(text, [...given]));

/**
 * wac tells one item that does not fit the target: in its stead all of them. It compares versions exactly, except of a
 * package that only we find.
 */
function fitOrMisfits(tools: Tools, text: string, given: readonly GivenPackage[], first: Mistake): Outcome {
  const target = targetIn(text);
  if (!target) return { err: [first] };
  const placed = { ...first, labels: [...first.labels, { span: target.span }] };
  const pkg = given.find((one) => one.name === target.package && one.version === target.version);
  const composed = compose(tools, target.rest, given);
  if (!pkg || 'err' in composed) return { err: [placed] };
  const found = resultOf<Misfit[], TargetRefusal>(() =>
    tools.targets.check(composed.ok.component, pkg.component, target.world),
  );
  if ('err' in found) return { err: [placed] };
  if (found.ok.length === 0) return pkg.isElsewhere ? composed : { err: [placed] };
  const misfits = found.ok.map((misfit): Mistake => {
    const { message, causes = [], help } = misfitText(misfit, target.name);
    const labels = first.message.includes(`\`${misfit.name}\``) ? placed.labels : [{ span: target.span }];
    return { code: 'target-misfit', message, reasons: [...causes], help, labels: labels.slice(0, 1) };
  });
  return { err: misfits };
}

interface DocumentTarget {
  /** `acme:edge/service@1.0.0` */
  readonly name: string;
  readonly package: string;
  readonly world: string;
  readonly version: string | undefined;
  /** Of the name, in bytes of UTF-8. */
  readonly span: { readonly start: number; readonly end: number };
  /** The document without it. */
  readonly rest: string;
}

function targetIn(text: string): DocumentTarget | undefined {
  const tokens = tokensOf(text).filter((token) => !/^\/[/*]/.test(token.text));
  const [word, name, end] = tokens.slice(2);
  const [, pkg, world, version] = /^([^/@]+)\/([^@]+)(?:@(.+))?$/.exec(name?.text ?? '') ?? [];
  if (word?.text !== 'targets' || end?.text !== ';' || pkg === undefined || world === undefined)
    return undefined;
  const rest = new MendedText(text);
  rest.blank(word.start, name!.end);
  const span = bytesAt(text, name!);
  return { name: name!.text, package: pkg, world, version, span, rest: rest.text };
}
