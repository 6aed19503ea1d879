import { nameOf } from '../../base/uri-paths.ts';
import type { Refusal } from '../../packages/encoded.ts';
import type { Root } from '../../packages/package-source.ts';
import type { Problem } from '../../resolve/model.ts';

/** The rule that each refusal breaks. */
export const codeOf: Readonly<Record<Refusal['kind'], string>> = {
  'not-wasm': 'not-a-wit-package',
  'core-module': 'not-a-wit-package',
  component: 'not-a-wit-package',
  text: 'invalid-wasm-package',
  invalid: 'invalid-wasm-package',
  'gave-up': 'invalid-wasm-package',
  conflict: 'conflicting-wasm-packages',
  unavailable: 'wasm-package-not-loaded',
};

/**
 * A problem for each file in `deps` that breaks the rule `code`, reported at the header of the package with the `deps`,
 * since the file itself cannot be shown.
 */
export function* unreadFiles(code: string, { main, unread }: Root): Generator<Problem> {
  const { uri } = main.main.idFile;
  const { first, last } = main.headers[0]?.header ?? { first: 0, last: 0 };
  for (const { uri: file, why } of unread) {
    if (why === 'pending' || codeOf[why.kind] !== code) continue;
    const name = nameOf(file);
    yield { code, at: { uri, first, last }, detail: { file: `deps/${name}`, ...refusalDetail(why) } };
  }
}

/** The details for messages: the kind of the refusal, and in `reason` the tools' message in one line. */
export function refusalDetail({ kind, reasons }: Refusal): Readonly<Record<string, string>> {
  return { kind, reason: reasons.map(oneLine).join(': ') };
}

/** The text format's errors point into the text over several lines: `what`, ` --> name:line:column`, the line. */
function oneLine(reason: string): string {
  const [what = '', ...more] = reason.trim().split('\n');
  const at = /-->\s.*:(\d+):(\d+)$/m.exec(more.join('\n'));
  return at ? `line ${at[1]}, column ${at[2]}: ${what}` : what;
}
