/** A place in the sources of a guest that implements something its world exports; offsets are UTF-16. */
export interface GuestExport {
  /** The interface, as far as the source names it: its name, or package and name (`keyOf`); empty for the world's own. */
  readonly scope: string;
  /** Whether it can implement only an inline interface of the world. */
  readonly isInline?: boolean;
  readonly resource?: string;
  /** Absent where the place is the interface or the resource itself. A constructor is `constructor`. */
  readonly function?: string;
  /** The name. */
  readonly start: number;
  readonly end: number;
  /** The whole item. */
  readonly whole: { readonly start: number; readonly end: number };
}

/** Something of WIT that a guest implements, by WIT names. */
export interface Exported {
  /** `edge:service` */
  readonly package: string;
  /** Undefined for an export of the world itself. */
  readonly interface?: string;
  /** Whether it is an inline interface of the world. */
  readonly isInline?: boolean;
  /** For an export of the world itself. */
  readonly world?: string;
  readonly resource?: string;
  readonly function?: string;
  /** Of a function in a resource. */
  readonly kind?: 'constructor' | 'method' | 'static';
}

/** Every language spells a name its own way: `check-token`, `checkToken`, `check_token`, `CheckToken` are one. */
export const keyOf = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Whether a place in a source implements something of WIT. */
export function implementsIt(found: GuestExport, { package: name, world, ...wanted }: Exported): boolean {
  if (found.isInline === true && wanted.isInline !== true) return false;
  const own = wanted.interface ?? '';
  const scopes = wanted.interface === undefined ? ['', keyOf(world ?? '')] : [keyOf(own), keyOf(name + own)];
  if (!scopes.includes(found.scope)) return false;
  const resource = keyOf(wanted.resource ?? '');
  const member = keyOf(wanted.function ?? '');
  // Some languages put all of a function into its name: `method_counter_value`, `MakeCounter`.
  if (found.resource === undefined && found.function !== undefined && resource !== '')
    return joined(wanted.kind, resource, member).includes(found.function);
  return (found.resource ?? '') === resource && (found.function ?? '') === member;
}

function joined(kind: Exported['kind'], resource: string, member: string): readonly string[] {
  if (kind === 'constructor') return [`constructor${resource}`, `make${resource}`];
  return [`${kind ?? ''}${resource}${member}`, resource + member];
}
