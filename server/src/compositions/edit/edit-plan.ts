import { planKind } from '../kind.ts';
import { planSource, type PlanSource } from '../plan-source.ts';
import { editComposition } from './edit-composition.ts';
import { editConfig } from './edit-config.ts';
import { editDocument } from './edit-document.ts';
import type { Edited, PlanEdit } from '../../base/plan-edit.ts';
import type { Replacement } from './tables.ts';

const BYTE_ORDER_MARK = '\ufeff';

/** A plan of any kind after a change. The text must be one that can be read. */
export function editPlan(source: PlanSource, edit: PlanEdit): Edited {
  if (source.text.startsWith(BYTE_ORDER_MARK)) {
    const edited = editPlan(withText(source, source.text.slice(1)), edit);
    return typeof edited === 'string' ? BYTE_ORDER_MARK + edited : edited;
  }
  if (edit.kind === 'all') return editedInTurn(source, edit.edits);
  switch (planKind(source.file)) {
    case 'wac':
      return editDocument(source, edit);
    case 'config':
      return editConfig(source, edit);
    default:
      return editComposition(source, edit);
  }
}

function editedInTurn(source: PlanSource, edits: readonly PlanEdit[]): Edited {
  let { text } = source;
  for (const edit of edits) {
    const edited = editPlan(withText(source, text), edit);
    if (typeof edited !== 'string') return edited;
    text = edited;
  }
  return text;
}

const withText = ({ file, resolve, isFile }: PlanSource, text: string): PlanSource =>
  planSource(file, text, resolve, isFile);

/** The one replacement that makes one text of another; undefined where they are the same. */
export function changeBetween(before: string, after: string): Replacement | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { start, end: before.length - end, text: after.slice(start, after.length - end) };
}
