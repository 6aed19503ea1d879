/** Granted sockets. A guest is its own peer: it connects to another socket of its own. */
import type { Case } from './case.ts';

const granted = (network: NonNullable<Case['network']>, steps: readonly string[]): Case[] =>
  steps.map((one) => ({ steps: one, program: 'sockets', network }));

const ALL = { network: true, nameLookup: true };

/** Steps that others begin with: a listening socket `a`; `b`, connected to it, with `c` at the other end. */
const listening = 'tcp a 4 + bind a 127.0.0.1 0 + listen a';
const connected = `${listening} + tcp b 4 + start-connect b @a + wait b + finish-connect b + wait a + accept a c`;

const states = [
  'finish-bind a + finish-listen a + finish-connect a + accept a c + local a + remote a + listening a + family a + ready a',
  'start-listen a + shutdown a both + finish-bind a',
  'start-bind a 127.0.0.1 0 + local a + start-bind a 127.0.0.1 0 + start-listen a + start-connect a 127.0.0.1 9 + finish-listen a + ready a + finish-bind a + finish-bind a',
  'bind a 127.0.0.1 0 + start-bind a 127.0.0.1 0 + local a + remote a + listening a',
  'bind a 127.0.0.1 0 + start-listen a + listening a + start-listen a + start-connect a @a + finish-bind a + finish-connect a + accept a c + finish-listen a + finish-listen a + accept a c + ready a + start-bind a 127.0.0.1 0',
  'bind a 127.0.0.1 0 + listen a + start-connect a 127.0.0.1 9 + remote a + local a + shutdown a send',
  'start-connect a 127.0.0.1 1 + start-connect a 127.0.0.1 1 + start-bind a 127.0.0.1 0 + start-listen a + local a + remote a + get a hops + set a backlog 5',
  'start-connect a 127.0.0.1 1 + wait a + finish-connect a + finish-connect a + start-connect a 127.0.0.1 1 + start-bind a 127.0.0.1 0 + start-listen a + local a + remote a + get a hops + set a hops 0 + set a hops 3 + set a keep-alive 1 + set a backlog 5 + set a backlog 0 + shutdown a both + ready a + listening a',
].map((steps) => `tcp a 4 + ${steps}`);

const addresses = [
  'tcp a 4 + bind a 0.0.0.0 0 + local a',
  'tcp a 6 + bind a :: 0 + local a + family a',
  'tcp a 6 + bind a ::1 0 + local a + listen a + tcp b 6 + start-connect b @a + wait b + finish-connect b + is-remote b a + close b',
  'tcp a 4 + start-bind a ::1 0 + start-bind a 224.0.0.1 0 + start-bind a 255.255.255.255 0 + start-bind a 192.0.2.1 0 + local a + bind a 127.0.0.1 0',
  'tcp a 6 + start-bind a 127.0.0.1 0 + start-bind a ::ffff:127.0.0.1 0 + start-bind a ::127.0.0.1 0 + start-bind a ff02::1 0 + start-bind a 2001:db8::1 0',
  'tcp a 4 + start-connect a 0.0.0.0 80 + start-connect a 127.0.0.1 0 + start-connect a ::1 80 + start-connect a 224.0.0.1 80 + start-connect a 255.255.255.255 80 + finish-connect a',
  'tcp a 6 + start-connect a :: 80 + start-connect a ::1 0 + start-connect a ::ffff:127.0.0.1 80 + start-connect a ::ffff:0.0.0.0 80 + start-connect a ff02::1 80 + start-connect a 127.0.0.1 80',
  'tcp a 6 + start-connect a fe80::1 9 + wait a + finish-connect a + tcp b 6 + start-bind b fe80::1 0',
  `${listening} + tcp b 4 + start-bind b @a + bind b 127.0.0.1 0`,
  'tcp a 4 + bind a 127.0.0.1 0 + tcp b 4 + start-connect b @a + wait b + finish-connect b',
  'tcp a 6 + bind a :: 0 + listen a + tcp b 4 + bind b 0.0.0.0 0 + listen b',
  `${listening} + tcp b 4 + bind b 127.0.0.1 0 + start-connect b @a + wait b + finish-connect b + wait a + accept a c + is-remote c b + is-remote b a + is-remote b c`,
];

const connections = [
  `${connected} + local b + local c + remote c + is-remote c b + listening c + family c + start-listen c + start-bind c 127.0.0.1 0 + start-connect c @a + accept c d`,
  `${connected} + write b hello + read c 100 + write c back + read b 2 + read b 100`,
  `${connected} + shutdown b send + write b no + check-write b + write-ready b + read c 10 + read c 10 + try-read c 10 + write c still + read b 10 + shutdown b send`,
  `${connected} + write c lost + shutdown b receive + read b 10 + try-read b 10 + read-ready b + write b on + read c 10`,
  `${connected} + shutdown b both + read b 10 + write b no + read c 10 + shutdown c both + read c 10 + shutdown c both`,
  `${connected} + write b last + close b + read c 100 + read c 100 + close c`,
  `${connected} + write c hello + shutdown b receive + try-read b 0 + read b 0 + read b 5`,
  `${connected} + write-many c 8 + shutdown b both + read c 1 + check-write c`,
  `${connected} + write c unread + read b 2 + close b + read c 10 + write c more`,
  `${connected} + write c unread + read b 2 + shutdown b both + close b + read c 10 + write c more`,
  `${connected} + write c unread + read b 2 + write b lost + close b + read c 10 + read c 10`,
  `${connected} + write c read + read b 10 + close b + read c 10 + write c more`,
  `${connected} + close b + write c one + write c two + write c three + read c 10`,
  `${listening} + tcp b 4 + start-connect b @a + wait b + finish-connect b + close a + read b 10 + write b lost`,
  `${connected} + try-read b 10 + try-read b 0 + read-ready b + write-ready b + check-write b + check-write b`,
  `${connected} + drop-output b + shutdown b send + read c 1 + drop-input c + write c x + read b 1`,
  `${connected} + write-unchecked b early`,
  `${connected} + check-write b + write-unchecked b once + write-unchecked b twice`,
  `${connected} + drop b`,
  `${connected} + drop-input b + drop b`,
  `${connected} + drop-input b + drop-output b + drop b + read c 1`,
  `${connected} + drop a + write b on + read c 9`,
  `${connected} + write-read b c 3000000 + write-read c b 500000`,
  `${connected} + write-many b 8 + shutdown b send + read-all c 32768 + read c 1`,
  `${connected} + write-many b 8 + close b + read-all c 40000`,
  `${connected} + tcp d 4 + start-connect d @a + wait d + finish-connect d + wait a + ready a + accept a e + accept a f + write e two + read d 10 + write c one + read b 10`,
  `${listening} + ready a + accept a b + close a`,
  `${listening} + set a backlog 0 + set a backlog 1 + set a backlog 9000000000 + tcp b 4 + set b backlog 0 + set b backlog 7`,
];

const tcpOptions = [
  'get a keep-alive + get a idle + get a interval + get a count + get a hops + get a receive-buffer + get a send-buffer',
  'set a keep-alive 1 + get a keep-alive + set a keep-alive 0 + get a keep-alive',
  'set a idle 0 + set a idle 1 + get a idle + set a idle 1500000000 + get a idle + set a idle 60000000000 + get a idle + set a idle 9000000000000000 + get a idle',
  'set a interval 0 + set a interval 1 + get a interval + set a interval 2000000001 + get a interval + set a interval 9000000000000000 + get a interval',
  'set a count 0 + set a count 1 + get a count + set a count 127 + get a count + set a count 4000 + get a count',
  'set a hops 0 + set a hops 1 + get a hops + set a hops 255 + get a hops',
  'set a receive-buffer 0 + set a receive-buffer 1 + get a receive-buffer + set a receive-buffer 50000 + get a receive-buffer + set a receive-buffer 9000000000 + get a receive-buffer',
  'set a send-buffer 0 + set a send-buffer 1 + get a send-buffer + set a send-buffer 50000 + get a send-buffer + set a send-buffer 9000000000 + get a send-buffer',
].flatMap((steps) => [`tcp a 4 + ${steps}`]);

const inherited = [
  `tcp a 4 + bind a 127.0.0.1 0 + set a hops 42 + set a keep-alive 1 + set a idle 30000000000 + set a receive-buffer 40000 + listen a + get a hops + tcp b 4 + start-connect b @a + wait b + finish-connect b + wait a + accept a c + get c hops + get c keep-alive + get c idle + get c receive-buffer + get b keep-alive + set c keep-alive 0 + get a keep-alive`,
  `tcp a 6 + get a hops + set a hops 9 + get a hops + get a keep-alive`,
  'tcp a 4 + tcp b 4 + bind a 127.0.0.1 0 + bind b 127.0.0.1 0 + listen b + start-connect a @b + wait a + finish-connect a + wait b + accept b c + is-remote c a + write c x + read a 5',
  'tcp a 6 + bind a ::1 0 + listen a + tcp b 6 + bind b ::1 0 + start-connect b @a + wait b + finish-connect b + local b + remote b + wait a + accept a c + write b hi + read c 9',
  'tcp a 4 + get a backlog + set a idle 5 + drop a + tcp a 4 + local a + family a + listening a',
];

export const tcpCases = granted(ALL, [...states, ...addresses, ...connections, ...tcpOptions, ...inherited]);

const bothBound = 'udp a 4 + bind a 127.0.0.1 0 + stream a + udp b 4 + bind b 127.0.0.1 0';

export const udpCases = granted(ALL, [
  'udp a 4 + finish-bind a + local a + remote a + stream a + stream a 127.0.0.1 9 + family a + ready a',
  'udp a 4 + start-bind a 127.0.0.1 0 + local a + start-bind a 127.0.0.1 0 + finish-bind a + finish-bind a + start-bind a 127.0.0.1 0 + remote a',
  'udp a 4 + start-bind a 127.0.0.1 0 + stream a + start-bind a 127.0.0.1 0 + finish-bind a + start-bind a 127.0.0.1 0',
  'udp a 4 + start-bind a ::1 0 + start-bind a 192.0.2.1 0 + bind a 0.0.0.0 0 + local a',
  'udp a 6 + start-bind a 127.0.0.1 0 + start-bind a ::ffff:127.0.0.1 0 + start-bind a ::127.0.0.1 0 + bind a :: 0 + local a + family a',
  'udp a 4 + bind a 127.0.0.1 0 + udp b 4 + start-bind b @a + bind b 127.0.0.1 0',
  `${bothBound} + stream b + send b hello @a + receive a 1 + try-receive a 16 + try-receive a 0 + receive-ready a`,
  `${bothBound} + stream b @a + remote b + local b + send b one + send b two @a + receive a 2 + send b no @b + send b no 127.0.0.1 9`,
  `${bothBound} + stream b @a + send b x + receive a 1 + send a back @b + receive b 1`,
  `${bothBound} + stream b @a + udp c 4 + bind c 127.0.0.1 0 + stream c + send c stranger @b + send a friend @b + receive b 1 + try-receive b 9`,
  `${bothBound} + stream b @a + drop-incoming b + drop-outgoing b + stream b + remote b + send b no + send b yes @a + receive a 1`,
  `${bothBound} + stream b @a + drop-incoming b + drop-outgoing b + udp c 4 + bind c 127.0.0.1 0 + stream c + stream b @c + send b moved + receive c 1 + remote b`,
  `${bothBound} + stream b + stream b @a`,
  `${bothBound} + stream b + drop-incoming b + stream b`,
  `${bothBound} + stream b + start-bind b 127.0.0.1 0 + drop b`,
  `${bothBound} + stream b + drop-incoming b + drop-outgoing b + drop b`,
  `${bothBound} + stream b + send b none + send b no 0.0.0.0 80 + send b no 127.0.0.1 0 + send b no ::1 80 + stream a`,
  `${bothBound} + stream b + check-send b + check-send b + send-ready b + send-unchecked b 0 @a + send-unchecked b 16 @a + receive a 16 + send-unchecked b 1 @a`,
  `${bothBound} + stream b + send-unchecked b 1 @a`,
  `${bothBound} + stream b + check-send b + send-unchecked b 17 @a`,
  `${bothBound} + stream b + send-many b 3 1000 @a + receive a 3 + send-many b 1 65507 @a + receive a 1 + send-many b 1 65508 @a + send-many b 1 65535 @a + send-many b 1 65536 @a`,
  `${bothBound} + stream b + send-many b 1 0 @a + receive a 1 + send-then-bad b @a + receive a 1`,
  `${bothBound} + stream b ::1 80 + stream b 0.0.0.0 80 + stream b 127.0.0.1 0 + stream b + remote b`,
  'udp a 4 + bind a 0.0.0.0 0 + stream a 127.0.0.1 9 + local a + remote a',
  'udp a 4 + bind a 127.0.0.1 0 + stream a 255.255.255.255 9 + stream a 127.0.0.1 9 + remote a',
  `${bothBound} + stream b @a + drop-incoming b + drop-outgoing b + stream b 255.255.255.255 9 + remote b + local b + stream b @a + send b x + receive a 1`,
  'udp a 6 + bind a ::1 0 + stream a + udp b 6 + bind b ::1 0 + stream b @a + send b six + receive a 1 + stream b ::ffff:127.0.0.1 80',
  'udp a 4 + get a hops + get a receive-buffer + get a send-buffer + set a hops 0 + set a hops 1 + get a hops + set a hops 255 + get a hops + bind a 127.0.0.1 0 + get a hops + set a hops 7 + get a hops',
  'udp a 4 + set a receive-buffer 0 + set a send-buffer 0 + set a receive-buffer 1 + get a receive-buffer + set a send-buffer 1 + get a send-buffer + bind a 127.0.0.1 0 + get a receive-buffer + set a receive-buffer 50000 + get a receive-buffer + set a send-buffer 9000000000 + get a send-buffer',
  'udp a 4 + udp b 4 + bind a 127.0.0.1 0 + bind b 127.0.0.1 0 + stream a + stream b + send a 1 @b + send a 2 @b + send a 3 @b + receive b 3 + try-receive b 5',
  'udp a 4 + bind a 127.0.0.1 0 + stream a + udp b 4 + bind b 127.0.0.1 0 + stream b + send-many a 3 1 @b + receive b 1 + try-receive b 9',
  'udp a 4 + bind a 127.0.0.1 0 + udp b 4 + bind b 127.0.0.1 0 + stream a @b + drop b + send a x + receive a 1 + send a y',
  'udp a 6 + bind a ::1 0 + stream a + udp b 6 + bind b ::1 0 + stream b + send a x @b + receive b 1 + send b no 127.0.0.1 9 + send b no :: 9',
]);

export const lookupCases = granted(ALL, [
  'lookup localhost + lookup LOCALHOST + lookup missing.invalid + lookup-drop localhost',
  'lookup 127.0.0.1 + lookup 127.1 + lookup 0x7f.1 + lookup 1.2.3.4.5 + lookup 999.1.1.1 + lookup %31.2.3.4',
  'lookup ::1 + lookup [::1] + lookup [::1 + lookup ::1%1 + lookup ::ffff:1.2.3.4 + lookup [127.0.0.1] + lookup 2001:DB8::0:1',
  'lookup a..b + lookup  + lookup a:80 + lookup a/b + lookup a%b + lookup a%20b + lookup a@b + lookup xn--a + lookup * + lookup a_b.invalid + lookup bücher.invalid',
  'lookup 0.0.0.0 + lookup 255.255.255.255 + lookup 256.0.0.1 + lookup 1.2.3 + lookup 0177.0.0.1 + lookup 4294967295',
  'lookup :: + lookup ::g + lookup 1::2::3 + lookup fe80::1 + lookup [::]:80 + lookup 0:0:0:0:0:0:0:1',
  'lookup . + lookup localhost. + lookup .localhost + lookup -a.invalid + lookup a-.invalid',
]);

const TRIES =
  'tcp a 4 + bind a 127.0.0.1 0 + bind a ::1 0 + udp b 4 + bind b 127.0.0.1 0 + bind b ::1 0 + lookup localhost + lookup 127.0.0.1 + lookup a:b';
const CONNECT = 'tcp a 4 + start-connect a 127.0.0.1 1 + ready a + wait a + finish-connect a + local a';

export const partlyGrantedCases = [
  ...granted({ network: true }, [TRIES]),
  ...granted({ nameLookup: true }, [TRIES]),
  ...granted({ tcp: true }, [
    TRIES,
    CONNECT,
    'tcp a 4 + get a hops + start-connect a 0.0.0.0 0 + start-listen a',
  ]),
  ...granted({ udp: true }, [TRIES, 'udp a 4 + stream a + get a hops']),
  ...granted({ network: true, tcp: false }, [TRIES]),
  ...granted({ network: true, udp: false }, [TRIES]),
  ...granted({ network: false, tcp: true, udp: true }, [TRIES]),
];

/** In threads and processes of their own, as they are run. */
export const standardSocketCases = [
  ...granted(ALL, [
    'std.tcp 127.0.0.1 + std.tcp ::1 + std.tcp localhost',
    'std.udp 127.0.0.1 + std.udp ::1',
    'std.refused + std.timeout',
    'std.lookup localhost + std.lookup missing.invalid',
  ]),
  ...granted({}, ['std.tcp 127.0.0.1 + std.udp 127.0.0.1 + std.lookup localhost']),
].map((one) => ({ ...one, thread: true }));
