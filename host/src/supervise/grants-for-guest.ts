import type { Grants } from '../protocol.ts';

/** Grants as a guest's process learns of them: not where stores are, since the URL of one may have a password. */
export const grantsForGuest = ({ keyvalue, ...grants }: Grants): Grants => ({
  ...grants,
  ...(keyvalue && {
    keyvalue: keyvalue.map(({ identifiers }) => ({ identifiers, place: { kind: 'memory' } as const })),
  }),
});
