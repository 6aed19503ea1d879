import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonical, hostOf, isOfFamily, isRemote, isUnicast } from './addresses.ts';

describe('addresses of sockets', () => {
  it('have one canonical spelling', () => {
    for (const text of ['::1', '0:0::1', '0:0:0:0:0:0:0:1']) assert.equal(hostOf(text), '0:0:0:0:0:0:0:1');
    assert.equal(hostOf('::ffff:1.2.3.4'), '0:0:0:0:0:ffff:102:304');
    assert.equal(hostOf('FE80::A%eth0'), 'fe80:0:0:0:0:0:0:a%eth0');
    assert.equal(canonical(hostOf('::ffff:1.2.3.4')), '1.2.3.4');
    assert.equal(canonical(hostOf('::1.2.3.4')), '0:0:0:0:0:0:102:304');
  });

  it('have an address family, unless they embed an address of the other', () => {
    const of = (host: string, family: 4 | 6) => isOfFamily({ host: hostOf(host), port: 0 }, family);
    assert.deepEqual([of('1.2.3.4', 4), of('::1', 6), of('::', 6)], [true, true, true]);
    assert.deepEqual([of('1.2.3.4', 6), of('::ffff:1.2.3.4', 6), of('::1.2.3.4', 6)], [false, false, false]);
  });

  it('can be sent to when they name a host and a port, and connected to when it is one host', () => {
    assert.equal(isRemote({ host: '1.2.3.4', port: 0 }), false);
    assert.equal(isRemote({ host: hostOf('::ffff:0.0.0.0'), port: 1 }), false);
    assert.equal(isRemote({ host: hostOf('::1'), port: 1 }), true);
    for (const host of ['224.0.0.1', '255.255.255.255', hostOf('ff02::1')])
      assert.equal(isUnicast({ host, port: 1 }), false, host);
  });
});
