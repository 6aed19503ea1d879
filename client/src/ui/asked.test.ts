import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Ask } from '../../../host/src/protocol.ts';
import { asked } from './asked.ts';

const folders: Ask = { what: 'folders', grant: 'dirs' };
const variables: Ask = { what: 'environment variables', grant: 'env' };

describe('what is said of a component that asks for something', () => {
  it('names the grants, and the settings that grant more', () => {
    const grants = { dirs: [{ host: '/home/ada/data', guest: '/data' }] };
    assert.equal(
      asked([folders, variables], grants),
      [
        'It asks for',
        '  folders: /home/ada/data as /data (wit.run.dirs)',
        '  environment variables: none (the setting wit.run.env grants some)',
      ].join('\n'),
    );
  });

  it('says what cannot be granted', () => {
    assert.match(asked([{ what: 'sockets' }], {}) ?? '', /sockets: denied/);
  });

  it('is nothing of one that asks for nothing', () => {
    assert.equal(asked([], {}), undefined);
  });
});
