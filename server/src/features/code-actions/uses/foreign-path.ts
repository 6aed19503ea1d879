import type { PackageSource } from '../../../packages/package-source.ts';
import { written } from '../../written-name.ts';

/** `ns:pkg/item@version`, as it is written. */
export function foreignPath({ id }: PackageSource, item: string): string {
  const version = id?.version ? `@${id.version.text}` : '';
  const name = `${written(id?.namespace?.text ?? '')}:${written(id?.name?.text ?? '')}`;
  return `${name}/${written(item)}${version}`;
}
