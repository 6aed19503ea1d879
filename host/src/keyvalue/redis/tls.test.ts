import assert from 'node:assert/strict';
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { needs } from '../../../../server/src/testing/needs.ts';
import { fromSources } from '../../testing/from-sources.ts';
import { freePort, redisMissing, redisServer, type RedisServer } from '../../testing/redis-server.ts';

const opensslMissing = needs(!spawnSync('openssl', ['version']).error, 'there is no openssl');

/** A certificate that signs itself, for one name of a host. */
function makeCertificate(folder: string): readonly [certificate: string, key: string] {
  const [certificate, key] = [join(folder, 'server.crt'), join(folder, 'server.key')];
  const of = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const args = ['req', '-x509', '-nodes', '-days', '2', ...curve, ...of, '-out', certificate, '-keyout', key];
  execFileSync('openssl', args, { stdio: 'pipe' });
  return [certificate, key];
}

describe('a store on a Redis server behind TLS', { skip: redisMissing || opensslMissing }, () => {
  let folder: string;
  let certificate: string;
  let server: RedisServer;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wit-studio-tls-'));
    let key: string;
    [certificate, key] = makeCertificate(folder);
    const port = await freePort();
    const files = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-ca-cert-file', certificate];
    const flags = ['--port', '0', '--tls-port', String(port), '--tls-auth-clients', 'no', ...files];
    server = await redisServer(port, ...flags);
  });
  after(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true });
  });

  /** In a process of its own, since Node.js reads the certificates that it trusts at its start. */
  async function setAndGet(url: string, trusted = ''): Promise<string> {
    const program = fromSources('host/src/keyvalue/redis/testing/set-and-get.ts');
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: trusted };
    return (await promisify(execFile)(process.execPath, [...program, url], { env })).stdout;
  }

  it('accepts a certificate that Node.js trusts', async () => {
    assert.equal(await setAndGet(`rediss://localhost:${server.port}`, certificate), 'value');
  });

  it('refuses an untrusted certificate, or one of another host', async () => {
    assert.match(await setAndGet(`rediss://localhost:${server.port}`), /self-signed certificate/);
    assert.match(
      await setAndGet(`rediss://127.0.0.1:${server.port}`, certificate),
      /IP: 127\.0\.0\.1 is not in the cert/,
    );
  });

  it('never connects without TLS', async () => {
    assert.match(
      await setAndGet(`redis://localhost:${server.port}`),
      /cannot be reached: .*(closed|ECONNRESET)/,
    );
  });
});
