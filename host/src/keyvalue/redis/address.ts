import { HostError } from '../../base/problem.ts';

/** The address of a server of Redis or Valkey, and the user. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** Empty for the server's default user. */
  readonly user: string;
  /** Empty if the server needs none. */
  readonly password: string;
  readonly database: number;
  /** The URL for a user to read, without the password. */
  readonly shown: string;
}

const DEFAULT_PORT = 6379;

/**
 * Reads `redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]`, or `rediss://…` for TLS, as the tools of Redis and Valkey
 * write it.
 * @throws HostError `keyvalue-url`
 */
export function redisAddress(text: string): RedisAddress {
  const url = urlOf(text);
  const database = /^\/?(\d{0,6})$/.exec(url.pathname)?.[1];
  if (database === undefined) throw invalid(text, 'only a database number may follow the host');
  if (url.search !== '' || url.hash !== '') throw invalid(text, 'nothing may follow the database number');
  if (url.hostname === '') throw invalid(text, 'it names no host');
  return {
    // An IPv6 address is in brackets.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    tls: url.protocol === 'rediss:',
    ...credentialsOf(url, text),
    database: Number(database),
    shown: withoutPassword(text),
  };
}

function urlOf(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw invalid(text, 'it cannot be read');
  }
}

/** Percent-encoded in the URL, since a password may have any character. */
function credentialsOf({ username, password }: URL, text: string): Pick<RedisAddress, 'user' | 'password'> {
  try {
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    throw invalid(text, 'a % in the user or password is not followed by two hexadecimal digits');
  }
}

/** Also of a text that is no URL. A password may have an @ of its own. */
const withoutPassword = (text: string): string => text.replace(/^(\w+:\/\/[^:/]*):.*@/s, '$1:…@');

const invalid = (text: string, reason: string): HostError =>
  new HostError({
    code: 'keyvalue-url',
    message: `${withoutPassword(text)} is not the URL of a key-value store: ${reason}`,
    help: 'Write redis://HOST, redis://HOST:PORT/DATABASE or redis://USER:PASSWORD@HOST, or rediss:// for TLS.',
  });
