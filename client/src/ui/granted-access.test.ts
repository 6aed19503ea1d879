import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AccessRequest, Grants } from '../../../host/src/protocol.ts';
import { describeGrantedAccess } from './granted-access.ts';

const folders: AccessRequest = { what: 'folders', grant: 'dirs' };
const variables: AccessRequest = { what: 'environment variables', grant: 'env' };
const values: AccessRequest = { what: 'values', grant: 'config' };

describe('the summary of granted access', () => {
  it('lists the grants, and the settings that grant more', () => {
    const grants: Grants = { dirs: [{ host: '/home/ada/data', guest: '/data' }], env: [['NAME', 'Ada']] };
    assert.equal(
      describeGrantedAccess([folders, variables, values], grants),
      [
        'Access that it asks for:',
        '  folders: /home/ada/data as /data (wit.run.dirs)',
        '  environment variables: NAME (wit.run.env)',
        '  values: none granted (the setting wit.run.config grants some)',
      ].join('\n'),
    );
  });

  it('states whether outgoing requests are allowed', () => {
    const requests: AccessRequest = { what: 'outgoing HTTP requests', grant: 'network' };
    assert.match(
      describeGrantedAccess([requests], {}) ?? '',
      /requests: denied \(the setting wit\.run\.network/,
    );
    assert.match(describeGrantedAccess([requests], { network: true }) ?? '', /requests: allowed/);
  });

  it('states which access cannot be granted', () => {
    assert.match(describeGrantedAccess([{ what: 'sockets' }], {}) ?? '', /sockets: denied/);
  });

  it('is absent when the component requests no access', () => {
    assert.equal(describeGrantedAccess([], {}), undefined);
  });
});
