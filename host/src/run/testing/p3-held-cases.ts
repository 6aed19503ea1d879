/**
 * Programs of WASI 0.3 whose steps name what they open (held.rs, held_sockets.rs, held_http.rs of the program `third`),
 * as in the other tables (case.ts).
 */
import type { Case } from './case.ts';

const files = [
  'd.open a p0 a.txt r + d.flags a + d.fstat a + d.all a 0 + d.all a 6 + d.all a 12 + d.all a 9999 + d.all a 18446744073709551615 + d.write a 0 x + d.append a x + d.size a 3 + d.some a 0 5 + d.some a 0 100 + d.some a 12 5',
  'd.open a p0 a.txt w + d.all a 0 + d.some a 0 5 + d.result-first a + d.write a 0 HE LL O + d.append a tail more + d.fstat a + d.sync a',
  'd.open a p0 a.txt r,w + d.write a 100 far + d.fstat a + d.all a 0 + d.size a 5 + d.all a 0 + d.append a ! + d.all a 0 + d.interleaved a + d.all a 0',
  'd.open a p0 a.txt none + d.flags a + d.all a 0 + d.write a 0 x + d.type a + d.size a 1',
  'd.open s p0 sub r + d.flags s + d.type s + d.all s 0 + d.some s 0 5 + d.result-first s + d.write s 0 x + d.append s x + d.size s 0 + d.sync s + d.list s + d.advise s 0 1',
  'd.open s p0 sub r,mutate + d.open x s b.txt w + d.open y s b.txt r,mutate + d.open z p0 sub w + d.open z p0 sub r,w,folder',
  'd.open s p0 sub mutate + d.flags s + d.list s + d.open n s new w,create + d.write n 0 text + d.mkdir s made + d.rename s new s made/new',
  'd.open s p0 sub r + d.mkdir s made + d.open n s new w,create + d.unlink s b.txt + d.symlink x s y + d.rename s b.txt p0 c + d.rename p0 a.txt s a + d.link p0 a.txt s l - + d.times-at s b.txt - 1.0 2.0',
  'd.open a p0 a.txt r,folder + d.open a p0 sub r,create + d.open a p0 sub w,cut + d.open a p0 sub r,new + d.open a p0 new r,new + d.open a p0 a.txt w,create,new + d.open a p0 new w,create,new + d.open b p0 new w,create,new',
  'd.open a p0 dangling r + d.open a p0 dangling r,follow + d.open a p0 dangling w,create,follow + d.write a 0 made + d.stat p0 made.txt - + d.stat p0 dangling f',
  'd.open a p0 dangling w,create,new,follow + d.open a p0 dangling w,create,new + d.open a p0 link w,create,new,follow + d.open a p0 link r + d.open a p0 link r,follow',
  'd.open a p0 loop r + d.open a p0 loop r,follow + d.stat p0 loop - + d.stat p0 loop f + d.open a p0 loop/x r + d.open a p0 absolute r,follow + d.open a p0 outward r,follow + d.stat p0 outward f + d.stat p0 absolute f',
  'd.open a p0 new.txt w,create,folder + d.open a p0 new.txt r,create,folder + d.stat p0 new.txt -',
  'd.open a p0 a.txt w,cut + d.fstat a + d.open e p0 a.txt r,cut + d.open f p0 a.txt cut + d.fstat f',
  'd.open a p0 a.txt r,file-sync + d.open a p0 a.txt w,file-sync + d.open a p0 a.txt r,data-sync + d.open a p0 a.txt w,data-sync + d.open a p0 a.txt r,write-sync + d.open a p0 a.txt r,w,write-sync',
  'd.open a p0 a.txt r,w + d.times a 1000000000.123456789 2000000000.987654321 + d.shown a + d.times a - 5.5 + d.shown a + d.times a 7.7 - + d.shown a + d.times a - - + d.shown a + d.times a 1.1000000000 - + d.times a 1.999999999 -',
  'd.open a p0 a.txt r + d.times a 1.1 2.2 + d.shown a + d.open s p0 sub r + d.times s 3.3 4.4 + d.shown s + d.times p0 5.5 6.6',
  'd.times-at p0 link - 5.5 6.6 + d.shown-at p0 link + d.times-at p0 link f 7.7 8.8 + d.shown-at p0 a.txt + d.times-at p0 dangling f 1.1 1.1 + d.times-at p0 missing - 1.1 1.1 + d.times-at p0 .. - 1.1 1.1',
  'd.link p0 a.txt p0 hard - + d.stat p0 hard - + d.link p0 link p0 h2 - + d.stat p0 h2 - + d.link p0 link p0 h3 f + d.stat p0 h3 - + d.link p0 a.txt p0 h4 f + d.link p0 sub p0 h5 - + d.link p0 a.txt p0 empty.txt - + d.link p0 missing p0 m - + d.link p0 a.txt p0 ../x - + d.link p0 a.txt p0 x/ -',
  'd.open s p0 sub r,mutate + d.link p0 a.txt s hard - + d.rename p0 a.txt s moved + d.rename s moved p0 back + d.rename s .. p0 x + d.rename p0 sub s inner + d.rename p0 bare s deep + d.list s + d.list p0',
  'd.open a p0 a.txt r,w + d.link a x p0 y - + d.rename a x p0 y + d.rename p0 empty.txt a z + d.mkdir a x + d.stat a x - + d.open b a x r + d.readlink a x + d.symlink t a x + d.unlink a x + d.rmdir a x + d.list a + d.times-at a x - 1.1 1.1 + d.hash a a x -',
  'd.rename p0 a.txt p0 sub + d.rename p0 sub p0 a.txt + d.rename p0 bare p0 sub + d.rename p0 sub p0 bare + d.list p0 + d.rename p0 missing p0 x + d.rename p0 . p0 x + d.rename p0 a.txt p0 a.txt + d.rename p0 a.txt p0 new/ + d.rename p0 bare/ p0 b2/',
  'd.unlink p0 sub + d.unlink p0 a.txt/ + d.unlink p0 link + d.unlink p0 . + d.rmdir p0 sub + d.rmdir p0 bare + d.rmdir p0 . + d.rmdir p0 .. + d.rmdir p0 a.txt + d.rmdir p0 link-to-sub + d.mkdir p0 a.txt + d.mkdir p0 . + d.mkdir p0 x/y + d.mkdir p0 ../z + d.mkdir p0 n/',
  'd.readlink p0 link + d.readlink p0 absolute + d.readlink p0 outward + d.readlink p0 a.txt + d.readlink p0 sub + d.readlink p0 missing + d.readlink p0 .. + d.symlink /abs p0 s1 + d.symlink ../up p0 s2 + d.readlink p0 s2 + d.symlink x p0 link + d.symlink x p0 n/ + d.symlink  p0 s3',
  'd.hash p0 p0 . - + d.open a p0 a.txt r + d.hash a p0 a.txt - + d.hash a p0 link - + d.hash a p0 link f + d.hash a p0 missing - + d.hash a p0 .. - + d.open b p0 a.txt r + d.same a b + d.same a p0 + d.same p0 p0',
  'd.list p0 + d.list p0 0 + d.list p0 3 + d.list p0 100 + d.open b p0 bare r + d.list b + d.list b 5 + d.open a p0 a.txt r + d.list a + d.list a 3',
  'd.open b p0 bare r,mutate + d.list-changing b',
  'd.open a p0 a.txt r,w + d.two a one two + d.all a 0',
  'd.open a p0 a.txt r + d.read-closed a 0 + d.open a p0 a.txt r + d.unlink p0 a.txt + d.fstat a + d.all a 0 + d.read-closed a 3',
  'd.open a p0 a.txt r,w + d.unlink p0 a.txt + d.write a 0 GONE + d.all a 0 + d.size a 2 + d.fstat a + d.times a 1.1 2.2 + d.shown a + d.sync a + d.append a x',
  'd.open a p0 a.txt r,w + d.advise a 0 10 + d.advise a 18446744073709551615 18446744073709551615 + d.advise a 9223372036854775808 1 + d.size a 9223372036854775808 + d.size a 18446744073709551615 + d.size a 0 + d.fstat a',
  'd.open a p0 a.txt w + d.write a 9223372036854775807 x + d.write a 9223372036854775808 x + d.write a 18446744073709551615 x + d.write a 9223372036854775800 0123456789abcdef + d.fstat a',
  'd.open a p0 a.txt w + d.write a 0 + d.append a + d.write a 0  + d.fstat a',
  'd.open a p0 a.txt r + d.write a 0 + d.append a + d.write p0 0 + d.append p0',
  'd.stat p0 . - + d.stat p0 a.txt - + d.stat p0 a.txt/ - + d.stat p0 sub/ - + d.stat p0 / - + d.stat p0 /a.txt - + d.stat p0 .. - + d.stat p0  - + d.stat p0 link/ - + d.stat p0 sub/.. - + d.stat p0 a.txt/.. - + d.stat p0 missing/.. -',
  'd.open s p0 sub r,folder + d.open t s .. r + d.open t s ../a.txt r + d.open t s upward r,follow + d.stat s .. - + d.list s + d.open t s . r + d.same t s',
  'd.open s p0 link-to-sub r + d.open s p0 link-to-sub r,folder + d.open s p0 link-to-sub r,follow,folder + d.list s + d.open s p0 link-to-sub/ r + d.list s + d.open t p0 link-to-sub/b.txt r + d.all t 0',
  'd.open a p0 a.txt r + d.open b p0 a.txt w + d.write b 0 NEW + d.all a 0 + d.size b 1 + d.all a 0 + d.some a 0 9 + d.append b zz + d.all a 0',
  'd.open a p0 big w,create + d.size a 5000000 + d.open b p0 big r + d.all b 0 + d.some b 4999990 100 + d.all b 4999999',
  'd.mkdir p0 é + d.open a p0 é/😀 w,create + d.open b p0 é r + d.list b',
  'd.open s p0 sub r + d.result-first s + d.all s 0',
  'd.times-at p0 a.txt - -1.0 -2.0 + d.shown-at p0 a.txt + d.open a p0 a.txt r,w + d.times a -100000.0 -1.0 + d.shown a + d.times a - 18000000000.0 + d.shown a',
  'd.times-at p0 link - -5.0 -6.0 + d.shown-at p0 link + d.times-at p0 sub - -7.0 -8.0 + d.shown-at p0 sub + d.times-at p0 a.txt - 9223372036854775807.0 1.5 + d.times-at p0 a.txt - 9223372036854775807.999999999 1.5',
  'd.open a p0 a.txt w + d.write a 9223372036854775807 x + d.write a 9223372036854775808 x + d.write a 18446744073709551615 x + d.write a 9223372036854775800 0123456789abcdef + d.fstat a + d.write a 9223372036854775807 + d.write a 9223372036854775800 x',
  'd.open a p0 a.txt r,w + d.write a 0  x + d.all a 0 + d.write a 0 a  b  c + d.all a 0 + d.append a   z + d.all a 0',
];

const ALL = { network: true, nameLookup: true } as const;

const LISTEN = 'tcp.make a 4 + tcp.bind a 127.0.0.1 0 + tcp.listen a';
const MET = `${LISTEN} + tcp.make b 4 + tcp.connect b @a + tcp.accept a c`;

const sockets = [
  'tcp.make a 4 + tcp.state a + tcp.local a + tcp.remote a + tcp.out a + tcp.end a + tcp.in a + tcp.rest a + tcp.bind a 127.0.0.1 0 + tcp.local a + tcp.bind a 127.0.0.1 0 + tcp.listen a + tcp.listen a + tcp.state a + tcp.bind a 127.0.0.1 0 + tcp.connect a 127.0.0.1 1 + tcp.remote a + tcp.out a + tcp.end a',
  'tcp.make a 4 + tcp.listen a + tcp.local a + tcp.state a',
  'tcp.make a 6 + tcp.listen a + tcp.local a + tcp.state a',
  'tcp.make a 4 + tcp.bind a ::1 0 + tcp.bind a 224.0.0.1 0 + tcp.bind a 255.255.255.255 0 + tcp.bind a 192.0.2.1 0 + tcp.bind a 0.0.0.0 0 + tcp.local a',
  'tcp.make a 6 + tcp.bind a 127.0.0.1 0 + tcp.bind a ::ffff:127.0.0.1 0 + tcp.bind a ff02::1 0 + tcp.bind a 2001:db8::1 0 + tcp.bind a ::1 0 + tcp.local a',
  'tcp.make a 4 + tcp.connect a 0.0.0.0 80 + tcp.connect a 127.0.0.1 0 + tcp.connect a ::1 80 + tcp.connect a 224.0.0.1 80 + tcp.connect a 255.255.255.255 80 + tcp.connect a 127.0.0.1 1 + tcp.connect a 127.0.0.1 1 + tcp.local a + tcp.remote a + tcp.bind a 127.0.0.1 0 + tcp.listen a + tcp.get a hops + tcp.set a hops 3 + tcp.set a hops 0 + tcp.state a + tcp.in a + tcp.rest a',
  'tcp.make a 6 + tcp.connect a :: 80 + tcp.connect a ::1 0 + tcp.connect a ::ffff:127.0.0.1 80 + tcp.connect a ff02::1 80 + tcp.connect a 127.0.0.1 80',
  `${MET} + tcp.meets b a + tcp.meets c b + tcp.state c + tcp.bind c 127.0.0.1 0 + tcp.listen c + tcp.connect c 127.0.0.1 1 + tcp.local c + tcp.remote c`,
  `${MET} + tcp.out b + tcp.write b hello + tcp.in c + tcp.read c 3 + tcp.read c 9 + tcp.write b more + tcp.end b + tcp.rest c + tcp.out c + tcp.write c back + tcp.in b + tcp.read b 9 + tcp.end c + tcp.rest b`,
  `${MET} + tcp.out b + tcp.write b hello + tcp.out b + tcp.end b + tcp.in c + tcp.in c + tcp.rest c`,
  `${MET} + tcp.in c + tcp.leave c + tcp.in c + tcp.rest c + tcp.out b + tcp.write b lost + tcp.end b`,
  `${MET} + tcp.drop c + tcp.in b + tcp.rest b + tcp.out b + tcp.write b x`,
  `${MET} + tcp.in c + tcp.out c + tcp.leave c + tcp.end c + tcp.out b + tcp.write b one + pause 50 + tcp.end b`,
  `${MET} + tcp.out b + tcp.in c + tcp.drop b + tcp.drop c + tcp.write b onward + tcp.read c 10 + tcp.end b + tcp.rest c`,
  `${MET} + tcp.out b + tcp.in c + tcp.pump b c 3000000`,
  `${MET} + tcp.out b + tcp.in c + tcp.write b 1 + tcp.read c 5 + tcp.leave c + tcp.drop c + pause 50 + tcp.write b x + pause 50 + tcp.end b`,
  `${MET} + tcp.drop a + tcp.make d 4 + tcp.stop a + tcp.out b + tcp.write b still + tcp.end b + tcp.in c + tcp.rest c`,
  'tcp.make a 4 + tcp.get a keep-alive + tcp.get a idle + tcp.get a interval + tcp.get a count + tcp.get a hops + tcp.get a receive-buffer + tcp.get a send-buffer',
  'tcp.make a 4 + tcp.set a keep-alive 1 + tcp.get a keep-alive + tcp.set a idle 0 + tcp.set a idle 1 + tcp.get a idle + tcp.set a idle 1500000000 + tcp.get a idle + tcp.set a idle 9000000000000000 + tcp.get a idle + tcp.set a interval 0 + tcp.set a interval 1 + tcp.get a interval + tcp.set a interval 2000000001 + tcp.get a interval + tcp.set a count 0 + tcp.set a count 1 + tcp.get a count + tcp.set a count 4000 + tcp.get a count',
  'tcp.make a 4 + tcp.set a hops 0 + tcp.set a hops 1 + tcp.get a hops + tcp.set a hops 255 + tcp.get a hops + tcp.set a receive-buffer 0 + tcp.set a receive-buffer 1 + tcp.get a receive-buffer + tcp.set a receive-buffer 50000 + tcp.get a receive-buffer + tcp.set a send-buffer 0 + tcp.set a send-buffer 50000 + tcp.get a send-buffer + tcp.set a send-buffer 9000000000 + tcp.get a send-buffer + tcp.set a backlog 0 + tcp.set a backlog 1 + tcp.set a backlog 9000000000',
  'tcp.make a 4 + tcp.set a hops 42 + tcp.set a keep-alive 1 + tcp.set a idle 30000000000 + tcp.set a receive-buffer 40000 + tcp.bind a 127.0.0.1 0 + tcp.listen a + tcp.set a backlog 5 + tcp.make b 4 + tcp.connect b @a + tcp.accept a c + tcp.get c hops + tcp.get c keep-alive + tcp.get c idle + tcp.get c receive-buffer + tcp.set c backlog 5 + tcp.get a hops + tcp.set b hops 9 + tcp.get b hops',
  'tcp.make a 4 + tcp.bind a 127.0.0.1 0 + tcp.make b 4 + tcp.bind b @a + tcp.listen a + tcp.bind b @a + tcp.make d 4 + tcp.connect d @b',
  'tcp.make a 4 + tcp.bind a 127.0.0.1 0 + tcp.make b 4 + tcp.connect b @a',
  `${LISTEN} + tcp.make b 4 + tcp.bind b 127.0.0.1 0 + tcp.connect b @a + tcp.accept a c + tcp.meets c b`,
  `${LISTEN} + tcp.make b 4 + tcp.connect-dropped b @a + tcp.connect b @a + tcp.local b`,
  'tcp.make a 4 + tcp.bind a 127.0.0.1 0 + tcp.connect a @a + tcp.remote a',
  'udp.make a 4 + udp.local a + udp.remote a + udp.send a x + udp.local a + udp.disconnect a + udp.receive a',
  'udp.make a 4 + udp.bind a ::1 0 + udp.bind a 192.0.2.1 0 + udp.bind a 224.0.0.1 0 + udp.bind a 255.255.255.255 0 + udp.bind a 0.0.0.0 0 + udp.local a',
  'udp.make a 6 + udp.bind a 127.0.0.1 0 + udp.bind a ::ffff:127.0.0.1 0 + udp.bind a ::1 0 + udp.local a',
  'udp.make a 4 + udp.connect a ::1 9 + udp.connect a 0.0.0.0 9 + udp.connect a 127.0.0.1 0 + udp.connect a 127.0.0.1 9 + udp.connect a 127.0.0.1 10 + udp.remote a + udp.local a + udp.get a hops',
  'udp.make a 4 + udp.bind a 127.0.0.1 0 + udp.make b 4 + udp.send b hello @a + udp.receive a + udp.local b + udp.try a + udp.send b  @a + udp.receive a',
  'udp.make a 4 + udp.bind a 127.0.0.1 0 + udp.make b 4 + udp.send-long b 65507 @a + udp.receive a + udp.send-long b 65508 @a + udp.send-long b 65535 @a + udp.send-long b 65536 @a + udp.send-long b 100000 @a + udp.send-long b 0 @a + udp.receive a',
  'udp.make a 4 + udp.send a x 0.0.0.0 9 + udp.send a x 127.0.0.1 0 + udp.send a x ::1 9 + udp.local a + udp.send a x 255.255.255.255 9 + udp.send a x 127.0.0.1 1 + udp.send a x 127.0.0.1 1 + udp.try a',
  'udp.make a 4 + udp.connect a 127.0.0.1 1 + udp.send a x + pause 30 + udp.send a x + pause 30 + udp.try a + udp.try a',
  'udp.make a 4 + udp.bind a 127.0.0.1 0 + udp.make b 4 + udp.connect b 255.255.255.255 9 + udp.connect b @a + udp.connect b 255.255.255.255 9 + udp.remote b + udp.send b x + udp.receive a + udp.connect b 127.0.0.1 9 + udp.remote b',
  'udp.make a 4 + udp.get a hops + udp.set a hops 0 + udp.set a hops 1 + udp.get a hops + udp.set a hops 255 + udp.get a receive-buffer + udp.set a receive-buffer 0 + udp.set a receive-buffer 1 + udp.get a receive-buffer + udp.set a receive-buffer 50000 + udp.get a receive-buffer + udp.get a send-buffer + udp.set a send-buffer 60000 + udp.get a send-buffer + udp.set a send-buffer 9000000000 + udp.get a send-buffer',
  'udp.make a 6 + udp.bind a ::1 0 + udp.make b 6 + udp.send b six @a + udp.receive a + udp.send b x 127.0.0.1 9 + udp.send b x ::ffff:127.0.0.1 9 + udp.connect b ::ffff:127.0.0.1 9 + udp.connect b @a + udp.send b again + udp.receive a + udp.get b hops',
  'udp.make a 4 + udp.bind a 127.0.0.1 0 + udp.make b 4 + udp.bind b @a + udp.drop a + udp.bind b 127.0.0.1 0 + udp.local b',
  'lookup localhost + lookup 127.0.0.1 + lookup ::1 + lookup [::1] + lookup a..b + lookup  + lookup 1.2.3 + lookup 0x7f.1 + lookup :: + lookup ::g + lookup localhost. + lookup a_b.invalid + lookup bücher.invalid + lookup a:80 + lookup a%b',
  'udp.make a 4 + udp.bind a 127.0.0.1 0 + udp.try a + udp.make b 4 + udp.send b hello @a + udp.receive a',
  'tcp.make a 4 + tcp.connect a 127.0.0.1 1 + tcp.in a + tcp.rest a + tcp.out a + tcp.end a + tcp.out a + tcp.write a x + tcp.listen a + tcp.state a',
  'udp.make a 4 + udp.connect a 127.0.0.1 1 + udp.send a x + pause 30 + udp.try a + udp.send a x + udp.try a + udp.try a',
  'udp.make a 4 + udp.bind a 127.0.0.1 0 + udp.try a + udp.try a + udp.make b 4 + udp.send b hello @a + udp.receive a + udp.try a',
];

const partlyGranted: readonly Case[] = [
  {
    steps:
      'tcp.make a 4 + tcp.bind a 127.0.0.1 0 + tcp.make b 6 + udp.make c 4 + tcp.connect a 127.0.0.1 1 + lookup localhost + lookup 127.0.0.1',
    network: {},
  },
  {
    steps:
      'tcp.make a 4 + tcp.bind a 127.0.0.1 0 + tcp.listen a + tcp.connect a 127.0.0.1 1 + tcp.get a hops + tcp.local a + udp.make b 4',
    network: { tcp: true },
  },
  {
    steps:
      'udp.make a 4 + udp.bind a 127.0.0.1 0 + udp.connect a 127.0.0.1 9 + udp.send a x 127.0.0.1 9 + udp.local a + udp.receive a + tcp.make b 4',
    network: { udp: true },
  },
  {
    steps:
      'tcp.make a 4 + tcp.listen a + tcp.connect a 127.0.0.1 1 + tcp.get a hops + tcp.local a + tcp.in a + tcp.rest a',
    network: { tcp: true },
  },
  {
    steps:
      'tcp.make a 4 + tcp.bind a 127.0.0.1 0 + tcp.connect a 127.0.0.1 1 + tcp.get a hops + tcp.local a + tcp.in a + tcp.rest a + tcp.listen a',
    network: { tcp: true },
  },
];

/** Values that the types of wasi:http accept, refuse and return. */
const httpValues = [
  'http.options',
  'http.fields append:X-One=a append:x-two=c append:X-ONE=d all get:x-ONE has:x-one take:X-one all get:x-one',
  'http.fields set:a=1 set:A=2 all set-none:a has:a get:a all delete:a delete:missing take:missing',
  'http.fields append:connection=close append:Keep-Alive=x append:upgrade=h2c append:te=trailers append:trailer=x append:transfer-encoding=chunked append:host=h append:proxy-connection=x append:http2-settings=x append:expect=x append:date=x',
  'http.fields take:connection get:connection has:connection delete:connection set:connection=1 set-none:connection',
  'http.fields get:x:y has: get: delete: take: append:=1 set:=1 set-none: append:cafÃ©=1 take:cafÃ© has:cafÃ©',
  'http.fields byte:0 byte:9 byte:10 byte:13 byte:31 byte:32 byte:127 byte:128 byte:255 all',
  'http.fields long:1000 long:100000 long:28000 long:200000 has:x-long all',
  'http.fields long:131072 long:131000 long:100 long:0',
  'http.fields list:X-One=a list:=1 list:host=x list:connection=x list:content-length=abc list:content-length=5 list:a-b=1',
  'http.fields append:content-length=abc append:content-length=5 append:content-length=-1 append:content-length=5 get:content-length set:content-length=7 take:content-length',
  'http.fields append:a=1 clone all locked:a=2 locked:host=2 locked:=2',
  'http.line method:GET method:get method:PATCH method:custom method:a,b method:a/b other:GET other:get other:Post other:CONNECT other:PATCH',
  'http.line path:/ path:/a?b=c path:a path:?x path:* path:/a#b path:http://x/y path:/%0 path: path:/a"b path:/<> path:/a|b path:// path:/a%zz',
  'http.line scheme:ftp scheme:HTTP scheme:http scheme:https scheme:Https scheme:a+b scheme:1a scheme:a/b scheme: scheme:a: scheme:ftp://',
  'http.line authority:localhost authority:localhost:80 authority:a:b authority:a:99999 authority:user@host authority: authority:[::1]:80 authority:a/b authority:a?b authority:a,b authority:a: authority:[::1 authority:::1 authority::80 authority:a%zz authority:*',
  'http.line none method:HEAD path:/x none',
  'http.status 0 99 100 101 200 204 304 599 600 999 1000 65535',
];

const third = (one: Case): Case => ({ ...one, program: 'third' });

export const heldTables: Readonly<Record<string, readonly Case[]>> = {
  'files that a program of WASI 0.3 holds': files.map((steps) => third({ steps, folder: true })),
  'sockets that a program of WASI 0.3 holds': [
    ...sockets.map((steps) => third({ steps, network: ALL })),
    ...partlyGranted.map(third),
  ],
  'types of wasi:http 0.3': httpValues.map((steps) => third({ steps })),
};
