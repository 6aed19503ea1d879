import { nearest } from '../../base/nearest.ts';
import type { Detail } from '../rule.ts';

/** ` Did you mean …?` where one of `detail.candidates` (separated by spaces) is close to `detail.name`. */
export function didYouMean({ name = '', candidates = '' }: Detail): string {
  const meant = nearest(name, candidates.split(' '));
  return meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
}
