import type { AccessRequest, Grants } from '../../../host/src/protocol.ts';

/** Describes the access that a component requests and the grants of it, for the output; undefined without requests. */
export function describeGrantedAccess(
  accessRequests: readonly AccessRequest[],
  grants: Grants,
): string | undefined {
  if (accessRequests.length === 0) return undefined;
  return [
    'Access that it asks for:',
    ...accessRequests.map((request) => `  ${request.what}: ${grantedBy(request, grants)}`),
  ].join('\n');
}

function grantedBy({ grant }: AccessRequest, grants: Grants): string {
  if (grant === undefined) return 'denied (they cannot be granted yet)';
  if (grant === 'network')
    return grants.network ? 'allowed (wit.run.network)' : 'denied (the setting wit.run.network allows them)';
  const granted = namesOf(grant, grants);
  return granted.length > 0
    ? `${granted.join(', ')} (wit.run.${grant})`
    : `none granted (the setting wit.run.${grant} grants some)`;
}

function namesOf(
  grant: Exclude<AccessRequest['grant'], 'network' | undefined>,
  { dirs = [], env = [], config = {}, keyvalue = [] }: Grants,
): string[] {
  if (grant === 'keyvalue')
    return keyvalue.flatMap(({ identifiers }) => identifiers.map((one) => one || '""'));
  if (grant === 'dirs') return dirs.map(({ host, guest }) => `${host} as ${guest}`);
  return grant === 'env' ? env.map(([name]) => name) : Object.keys(config);
}
