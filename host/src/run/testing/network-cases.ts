/** Interfaces that need a grant, without it (granted: socket-cases.ts); and the types of wasi:http, which need none. */
import type { Case } from './case.ts';

const network = (steps: readonly string[]): Case[] =>
  steps.map((one) => ({ steps: one, program: 'network' }));

export const httpCases = network([
  'forbidden',
  'set X-One a b + append x-two c + append X-ONE d + entries + get x-ONE + has x-one',
  'append b 1 + append a 2 + append b 3 + set b 4 + entries + delete a + entries + delete missing',
  'set x-empty + has x-empty + get x-empty + get missing + has missing + entries',
  'from-list A 1 b 2 a 3 + entries + get a',
  'from-list a 1 Host 2 + entries',
  'from-list a 1 b\u00e9 2 + from-list a%20b 1',
  'append na:me 1 + append  1 + append na(me) 1 + append n\u00e4me 1 + append na_me 1 + append 0 1',
  'get na:me + has na:me + delete na:me + set na:me 1 + get  + has ',
  'append-byte x 0 + append-byte x 9 + append-byte x 10 + append-byte x 13 + append-byte x 31 + append-byte x 127',
  'append-byte x 128 + append-byte x 233 + append-byte x 255 + append-byte x 32 + get x',
  'append x  + get x',
  'set x a + clone-is-own + immutable-in-request + immutable-in-response',
  'append content-length abc + append content-length 5 + append content-length -1 + append content-length 5 + get content-length',
  'fill 100',
  'method GET + method get + method PATCH + method custom + method a,b + method caf\u00e9 + method ',
  'path / + path /a?b=c + path a + path ?x + path * + path /\u00fc + path /a#b + path http://x/y + path /%0 + path ',
  'scheme ftp + scheme HTTP + scheme a+b + scheme 1a + scheme a/b + scheme ',
  'authority localhost + authority localhost:80 + authority a:b + authority a:99999 + authority user@host + authority ',
  'authority [::1]:80 + authority a/b + authority a?b + authority \u00fc + authority a,b + authority a:',
  'defaults',
  'status 0 + status 99 + status 100 + status 101 + status 200 + status 599 + status 600 + status 999 + status 1000 + status 65535',
  'options',
  'body-twice',
  'body hello',
  'set content-length 5 + body hello',
  'set content-length 6 + body hello',
  'set content-length 4 + body hello',
  'drop-body-first',
  'finish-body-first',
  'drop-headers-later',
]);

export const deniedCases: readonly Case[] = [
  ...network([
    'tcp.create 4 + tcp.create 6 + tcp.bind + tcp.connect',
    'udp.create 4 + udp.create 6 + udp.bind',
    'lookup localhost + lookup 127.0.0.1 + lookup missing.invalid + lookup a..b + lookup ',
    'config.get missing + config.all',
  ]),
  { steps: 'config.all', program: 'network', config: { only: 'one' } },
  {
    steps: 'config.get name + config.get empty + config.get missing',
    program: 'network',
    config: { name: 'va lue', empty: '' },
  },
];
