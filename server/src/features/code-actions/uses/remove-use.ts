import type {
  InterfaceItem,
  Renaming,
  Span,
  TopLevelItem,
  TopLevelUse,
  Use,
  WorldItem,
} from '../../../syntax/ast.ts';
import type { ParsedFile } from '../../../syntax/parse.ts';
import type { FileDiagnostic, FileEdit } from '../../results.ts';
import type { Fix, FixContext } from '../fix.ts';
import { withoutItem } from './whole-item.ts';

/** Removes one name from its `use`, and the `use` with its last name. */
export function* removeUse({ file, found }: FixContext): Generator<Fix> {
  const edits = removeUnusedUses(file, [found]);
  if (edits.length === 0) return;
  yield { title: `Remove the unused \`${found.detail.name}\``, isPreferred: true, isAutomatic: true, edits };
}

/** @param found the findings of the file, of which those about unused names count */
export function removeUnusedUses(file: ParsedFile, found: readonly FileDiagnostic[]): readonly FileEdit[] {
  const starts = new Set(found.filter(({ code }) => code === 'unused-use').map(({ start }) => start));
  if (starts.size === 0) return [];
  const isUnused = ({ first }: Span) => starts.has(file.tokens.start(first));
  return usesIn(file.ast.items).flatMap((use) => {
    if (use.kind === 'top-level-use') return isUnused(use) ? [withoutItem(file, use)] : [];
    const unused = use.names.filter(isUnused);
    if (unused.length < use.names.length) return withoutNames(file, use.names, new Set(unused));
    return unused.length > 0 ? [withoutItem(file, use)] : [];
  });
}

type Item = TopLevelItem | InterfaceItem | WorldItem;

function usesIn(items: readonly Item[]): (Use | TopLevelUse)[] {
  return items.flatMap((item) => {
    switch (item.kind) {
      case 'use':
      case 'top-level-use':
        return [item];
      case 'interface':
      case 'world':
      case 'nested-package':
        return usesIn(item.items);
      case 'extern':
        return item.target?.kind === 'interface' ? usesIn(item.target.items) : [];
      default:
        return [];
    }
  });
}

/** Each name goes with the comma behind it, the last one with the comma before it. */
function withoutNames(
  { uri, tokens }: ParsedFile,
  names: readonly Renaming[],
  unused: ReadonlySet<Renaming>,
): FileEdit[] {
  const lastKept = names.findLastIndex((name) => !unused.has(name));
  return names.flatMap((name, n) => {
    if (!unused.has(name)) return [];
    const range =
      n < lastKept
        ? { start: tokens.start(name.first), end: tokens.start(names[n + 1]!.first) }
        : { start: tokens.end(names[n - 1]!.last), end: tokens.end(name.last) };
    return [{ uri, ...range, text: '' }];
  });
}
