import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { URL as Ours } from '../prelude/web/url/url.ts';
import { URLSearchParams as OurParams } from '../prelude/web/url/search-params.ts';

const PARTS = [
  ...(['href', 'origin', 'protocol', 'username', 'password', 'host'] as const),
  ...(['hostname', 'port', 'pathname', 'search', 'hash'] as const),
];

/** All parts of a URL, or the name of the error; Node.js gives the expected ones. */
function outcome(make: () => URL | Ours): unknown {
  try {
    const url = make();
    return Object.fromEntries(PARTS.map((part) => [part, url[part]]));
  } catch (error) {
    return (error as Error).name;
  }
}

const sameAsNode = (text: string, base?: string): void =>
  assert.deepEqual(
    outcome(() => new Ours(text, base)),
    outcome(() => new URL(text, base)),
    `${text} at ${base}`,
  );

const BASES = [
  undefined,
  'http://user:pw@example.com:8080/a/b/c?q#f',
  'file:///C:/dir/x',
  'foo://h/p/q',
  'data:x',
];

const URLS = `
http://example.com
HTTP://EXAMPLE.COM:80/
https://user@example.com:443/
https://user:p%40ss:word@example.com/%7Efoo/../b%41r/./?x=1&y='#h"
http://@x
http://:@x
http://a@b@c/
http:\\\\x\\y
http:/x
http:x
//x/y
\\\\x\\y
/y
?z
#w
y
../y
../../../y
.
..
%2e%2E/x
http://1.2.3
http://0x7f.1
http://010.0.0.1
http://256.1
http://1.2.3.4.5
http://4294967295
http://4294967296
http://1e2
http://a.1
http://a.0x
http://1.
http://[::1]
http://[1:2:3:4:5:6:7:8]
http://[1::8]
http://[1:0:0:4:0:0:0:8]
http://[::1.2.3.4]
http://[::ffff:255.255.255.255]
http://[1:2:3:4:5:6:7::]
http://[::01.2.3.4]
http://[1:2]
http://[:::1]
http://[::1%25x]
http://[1::2::3]
http://[g::]
http://x:y
http://x:65535
http://x:65536
http://x:
http://x:0080
http://x%20y
http://x%41y
http://x<y
http://a_b
http://%zz
http://%E2%98%83.net
http://é.com
http://Bücher.example
http://faß.de
http://ＡＢＣ。com
http://日本語。jp
http://xn--bcher-kva.example
http://💩.la
http://a\u00adb.c
http://\u0301x
http://a..b
http://.
file:
file:x
file:/x
file://x/y
file://localhost/y
file:///C|/x/..
file:///C:/../..
file://C:/x
file:C:/x
C|/y
/C:/y
file:\\x\\y
mailto:a@b
javascript:alert(1)
data:text/plain,a b#c d
blob:https://x:8/y
blob:x
foo:
foo:/
foo://
foo:///x
foo://HOST%41/ x
foo://h:80/
foo:/.//x
foo:..//x
foo://a b
foo://[::1]:3/x
ws://x:80
wss://x:443
ftp://x:21/
 http://x/\u0009y\u000a 
http://x/a b\u00e9\ud800?a b\u00e9#a b\u00e9
http://x?
http://x#
http://x?#
1http://x
-x:y
x+y-z.1:q
:x

http://u:p@/
http://?x
http://u@x:1/p;a=1,b/%
`.split('\n');

describe('URL in a guest', () => {
  for (const base of BASES) {
    it(`parses as Node.js does, at ${base ?? 'no base'}`, () => {
      for (const url of URLS) sameAsNode(url, base);
    });
  }

  it('reads 3,000 random texts as Node.js does', () => {
    const pieces =
      'http: https: file: foo: // / \\ @ : ? # a B é % %41 %2e . .. 1 0x7 [ ] ::1 :80 ; = & 汉 💩 C: |'.split(
        ' ',
      );
    const next = generator(7);
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: 1 + next(7) }, () => pieces[next(pieces.length)]).join('');
      // With a base whose path is opaque, Node.js 20 takes texts that the standard refuses.
      sameAsNode(text, BASES[next(BASES.length - 1)]);
    }
  });

  it('changes in each part as that of Node.js does', () => {
    const values = [
      '',
      ...'x a_b é /p/../q ?z #w https file foo: 81 80x y h:9 u@v [::1] 1.2 a:b \\s C| %'.split(' '),
    ];
    const urls = [
      'http://u:p@h:8/p?q#f',
      'https://h/',
      'file:///C:/x',
      'foo://h/p',
      'foo:opaque?q',
      'mailto:x',
    ];
    for (const url of urls)
      for (const part of PARTS.filter((one) => one !== 'origin'))
        for (const value of values) {
          // Node.js 20 takes the port away then.
          if (part === 'port' && !/^\d/.test(value)) continue;
          const change = (made: URL | Ours) => ((made[part] = value), made);
          assert.deepEqual(
            outcome(() => change(new Ours(url))),
            outcome(() => change(new URL(url))),
            `${part} of ${url} to ${value}`,
          );
        }
  });

  it('has searchParams that follow it and that it follows', () => {
    const url = new Ours('http://x/?a=1&a=2#h');
    url.searchParams.append('b', 'c d&é');
    url.searchParams.delete('a', '1');
    assert.equal(url.href, 'http://x/?a=2&b=c+d%26%C3%A9#h');
    url.search = '?z=%2B+';
    assert.deepEqual([...url.searchParams], [['z', '+ ']]);
    url.searchParams.delete('z');
    assert.equal(url.href, 'http://x/#h');
  });

  it('can be parsed without throwing', () => {
    assert.equal(Ours.parse('x'), null);
    assert.equal(Ours.parse('x', 'http://y')?.href, 'http://y/x');
    assert.deepEqual([Ours.canParse('x'), Ours.canParse('x:y')], [false, true]);
  });
});

describe('URLSearchParams in a guest', () => {
  const queries = [
    '',
    '?a=b',
    'a',
    '=',
    '&&a&',
    'a=1=2',
    '%',
    '%zz=%41',
    'a+b=%20',
    'é=💩',
    '%ff=%E2%82',
    'b=2&a=1&b=1',
    "x='()~*!",
  ];
  const more: readonly unknown[] = [
    { a: 1, b: 'c' },
    [
      ['a', 'b'],
      ['a', 'c'],
    ],
    new Map([['k', 'v']]),
    5,
  ];

  it('parses and serializes as Node.js does', () => {
    for (const init of [...queries, ...more]) {
      const [ours, theirs] = [new OurParams(init), new URLSearchParams(init as string)];
      assert.deepEqual([...ours], [...theirs], String(init));
      assert.equal(ours.toString(), theirs.toString());
      ours.sort();
      theirs.sort();
      assert.equal(ours.toString(), theirs.toString());
    }
  });

  it('changes as that of Node.js does', () => {
    const change = (params: URLSearchParams | OurParams): unknown => {
      params.set('a', '9');
      params.append('c', ' ');
      params.delete('b', '1');
      const seen: string[] = [];
      params.forEach((value, name) => seen.push(`${name}:${value}`));
      return [
        params.toString(),
        params.size,
        params.get('z'),
        params.getAll('a'),
        params.has('c', ' '),
        seen,
        [...params.keys()],
        [...params.values()],
      ];
    };
    for (const query of queries)
      assert.deepEqual(change(new OurParams(query)), change(new URLSearchParams(query)), query);
  });

  it('refuses invalid pairs', () => {
    assert.throws(() => new OurParams([['a']]), TypeError);
  });
});

/** Numbers below `most`, the same in each run. */
function generator(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % most;
  };
}
