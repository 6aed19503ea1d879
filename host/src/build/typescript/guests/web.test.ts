import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { wasmtime } from '../../../testing/wasmtime.ts';
import { callInWasmtime, guests, part, type Guests } from '../../testing/guests.ts';

/** Expressions that are evaluated in the guest, and in Node.js for the expected value. */
const rows: Readonly<Record<string, string>> = {
  'async-function': "async () => { await null; return 'done'; }",
  'micro-before-macro': `async () => {
    const seen = [];
    setTimeout(() => seen.push('timer'));
    queueMicrotask(() => seen.push('micro'));
    Promise.resolve().then(() => seen.push('job')).then(() => seen.push('job of a job'));
    seen.push('now');
    await new Promise((done) => setTimeout(done, 5));
    return seen.join();
  }`,
  'in-order-of-time': `async () => {
    const seen = [];
    const after = (ms, name) => new Promise((done) => setTimeout(() => done(seen.push(name)), ms));
    await Promise.all([after(400, 'c'), after(1, 'a'), after(1, 'b')]);
    return seen.join();
  }`,
  'arguments-of-a-timer': "() => new Promise((done) => setTimeout((a, b) => done(a + b), 1, 'x', 'y'))",
  'interval-until-cleared': `() => new Promise((done) => {
    let count = 0;
    const timer = setInterval(() => { if (++count === 3) { clearInterval(timer); done(String(count)); } }, 1);
  })`,
  'cleared-timer': `async () => {
    let text = 'not';
    clearTimeout(setTimeout(() => { text = 'called'; }, 1));
    clearTimeout(undefined);
    await new Promise((done) => setTimeout(done, 5));
    return text;
  }`,
  immediate: "() => new Promise((done) => setImmediate(done, 'soon'))",
  'rejection-caught':
    "async () => { try { await Promise.reject(new RangeError('no')); } catch (error) { return error.name; } }",
  'url-with-params':
    "() => { const url = new URL('/ü?a=1', 'http://Bücher.de:80'); url.searchParams.append('b', 'x y'); return url.href; }",
  'url-invalid': "() => { try { return String(new URL('nothing')); } catch (error) { return error.name; } }",
  'url-in-json': "() => JSON.stringify({ url: new URL('http://x/..//y') })",
  'texts-in-pieces': `() => {
    const decoder = new TextDecoder();
    const bytes = new TextEncoder().encode('\\ufeffaé€💩');
    return JSON.stringify([...bytes].map((byte) => decoder.decode(new Uint8Array([byte]), { stream: true })).concat(decoder.decode()));
  }`,
  'texts-malformed': `() => {
    const texts = [[0xe2, 0x82], [0xf0, 0x9f, 0x92, 0x41], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xff, 0x41], [0xf4, 0x90, 0x80, 0x80]];
    return JSON.stringify(texts.map((bytes) => new TextDecoder().decode(Uint8Array.from(bytes))));
  }`,
  'texts-fatal':
    "() => { try { return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff])); } catch (error) { return error.name; } }",
  'texts-into': "() => JSON.stringify(new TextEncoder().encodeInto('a€b', new Uint8Array(3)))",
  'texts-lone-surrogate': "() => String(new TextEncoder().encode('\\ud800a'))",
  'clone-of-all': `() => {
    const shared = { a: 1 };
    const value = { shared, again: shared, map: new Map([['k', new Set([1n])]]), date: new Date(5), re: /x/gi, list: [1, , 3], bytes: new Uint8Array([1, 2]), error: new TypeError('t') };
    value.self = value;
    const copy = structuredClone(value);
    return JSON.stringify([copy !== value, copy.self === copy, copy.shared === copy.again, copy.map.get('k').has(1n), copy.date.getTime(), String(copy.re), 1 in copy.list, [...copy.bytes], copy.error instanceof TypeError, copy.error.message]);
  }`,
  'clone-refused':
    "() => { try { structuredClone({ f() {} }); return 'copied'; } catch (error) { return error.name; } }",
  'clone-transfer':
    '() => { const buffer = new ArrayBuffer(8); const copy = structuredClone(buffer, { transfer: [buffer] }); return [buffer.byteLength, copy.byteLength].join(); }',
  'random-values':
    '() => String(crypto.getRandomValues(new Uint32Array(16)).some((value) => value > 0xffff))',
  'random-uuids':
    '() => String(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()) && crypto.randomUUID() !== crypto.randomUUID())',
  'random-too-much':
    "() => { try { crypto.getRandomValues(new Uint8Array(65537)); return ''; } catch (error) { return error.name; } }",
  'random-floats':
    "() => { try { crypto.getRandomValues(new Float32Array(1)); return ''; } catch (error) { return error.name; } }",
  monotonic:
    'async () => { const start = performance.now(); await new Promise((done) => setTimeout(done, 10)); return String(performance.now() - start >= 9); }',
  aborted:
    "async () => { const controller = new AbortController(); const seen = []; controller.signal.addEventListener('abort', ({ type }) => seen.push(type)); controller.abort(); controller.abort(); try { controller.signal.throwIfAborted(); } catch (error) { seen.push(error.name); } return seen.join(); }",
  'aborted-by-time':
    '() => new Promise((done) => { const signal = AbortSignal.timeout(1); signal.onabort = () => done(signal.reason.name); })',
  'aborted-by-any':
    "() => { const one = new AbortController(); const any = AbortSignal.any([one.signal, AbortSignal.timeout(1e6 - 1e6)]); one.abort('why'); return String(any.reason); }",
  events:
    "() => { const target = new EventTarget(); const seen = []; target.addEventListener('x', () => seen.push(1), { once: true }); target.addEventListener('x', { handleEvent: (event) => event.preventDefault() }); const outcomes = [1, 2].map(() => target.dispatchEvent(new Event('x', { cancelable: true }))); return JSON.stringify([seen, outcomes]); }",
  headers:
    "() => { const headers = new Headers({ B: ' 1 ', a: '2' }); headers.append('b', '3'); headers.append('Set-Cookie', 'x=1'); headers.append('set-cookie', 'y=2'); return JSON.stringify([[...headers], headers.get('B'), headers.getSetCookie(), headers.has('c')]); }",
  'headers-refused':
    "() => { const names = []; for (const pair of [['a b', 'x'], ['a', 'x\\ny'], ['', 'x']]) try { new Headers([pair]); names.push('taken'); } catch (error) { names.push(error.name); } return names.join(); }",
  'response-of-text':
    "async () => { const response = new Response('é', { status: 201, headers: { 'x-a': '1' } }); const copy = response.clone(); return JSON.stringify([response.status, response.ok, response.headers.get('content-type'), await response.text(), response.bodyUsed, await copy.text(), await response.text().catch((error) => error.name)]); }",
  'response-of-json':
    "async () => { const response = Response.json({ a: [1] }); return response.headers.get('content-type') + JSON.stringify(await response.json()); }",
  'response-refused':
    "() => { const names = []; for (const make of [() => new Response('x', { status: 204 }), () => new Response('', { status: 99 }), () => Response.redirect('http://x', 200)]) try { make(); names.push('made'); } catch (error) { names.push(error.name); } return names.join(); }",
  'response-of-stream':
    'async () => { const stream = new ReadableStream({ start(controller) { controller.enqueue(new Uint8Array([104])); controller.enqueue(new Uint8Array([105])); controller.close(); } }); return new Response(stream).text(); }',
  request:
    "async () => { const request = new Request('http://x/y', { method: 'post', body: new URLSearchParams({ a: 'b c' }) }); return JSON.stringify([request.method, request.url, request.headers.get('content-type'), await new Request(request).text()]); }",
  'request-refused':
    "() => { const names = []; for (const make of [() => new Request('x'), () => new Request('http://x', { body: 'b' }), () => new Request('http://u:p@x')]) try { make(); names.push('made'); } catch (error) { names.push(error.name); } return names.join(); }",
  'stream-read':
    'async () => { let count = 0; const stream = new ReadableStream({ pull(controller) { if (++count > 2) controller.close(); else controller.enqueue(count); } }); const [one, two] = stream.tee(); const all = []; for await (const item of one) all.push(item); const reader = two.getReader(); all.push((await reader.read()).value, two.locked); return JSON.stringify(all); }',
  'stream-fails':
    "async () => { const stream = new ReadableStream({ pull() { throw new RangeError('broken'); } }); try { for await (const _ of stream); return ''; } catch (error) { return error.message; } }",
};

const wit = `package t:web; world web {
  export all: func() -> list<string>;
  export failing: func() -> result<string, string>;
  export stuck: func() -> string;
  export left: func();
  export things;
}
interface things {
  resource thing { constructor(n: u32); later: func() -> u32; more: static func(a: borrow<thing>) -> u32; }
}`;

const script = `
const rows = [${Object.values(rows).join(', ')}];
export const all = async () => {
  const values = [];
  for (const row of rows) values.push(await row());
  return values;
};
export const failing = async () => { await null; throw 'no luck'; };
export const stuck = () => new Promise(() => {});
export const left = () => { setTimeout(() => console.log('later'), 1); console.log('now'); };
class Thing {
  constructor(n) { this.n = n; }
  async later() { await null; return this.n; }
  static async more(a) { return (await a.later()) + 1; }
}
export const things = { Thing };
`;

const user = `package t:user; world user { import t:web/things; export used: func() -> tuple<u32, u32>; }
package t:web { interface things {
  resource thing { constructor(n: u32); later: func() -> u32; more: static func(a: borrow<thing>) -> u32; }
} }`;
const using = `import { Thing } from 't:web/things';
export const used = () => { const thing = new Thing(4); return [thing.later(), Thing.more(thing)]; };`;

describe('web APIs in a guest', () => {
  let all: Guests;
  let component: string;
  let values: Readonly<Record<string, string>>;
  before(async () => {
    all = await guests();
    component = await all.build(part('web', wit, script));
    const { value, problem } = await all.call(component, 'all()');
    assert.ok(value, problem?.message);
    const found = JSON.parse(value) as string[];
    values = Object.fromEntries(Object.keys(rows).map((name, index) => [name, found[index]!]));
  });
  after(() => all[Symbol.asyncDispose]());

  for (const [name, text] of Object.entries(rows)) {
    it(`does ${name} as Node.js does`, async () => {
      // A timer of an AbortSignal lets a process end.
      const alive = setInterval(() => {}, 1_000);
      const expected = await (new Function(`return (${text})()`)() as Promise<string>);
      clearInterval(alive);
      assert.equal(values[name], expected);
    });
  }

  it('is the same in wasmtime', { skip: wasmtime.missing }, () => {
    const { value, stderr } = callInWasmtime(component, 'all()');
    assert.deepEqual(JSON.parse(value), Object.values(values), stderr);
  });

  it('waits for a rejection, and for work that a call has started', async () => {
    assert.equal((await all.call(component, 'failing()')).value, 'err("no luck")');
    assert.equal((await all.call(component, 'left()')).stdout, 'now\nlater\n');
  });

  it('reports a call whose promise cannot settle', async () => {
    const { problem } = await all.call(component, 'stuck()');
    assert.match(problem?.message ?? '', /promise of this call never settles/);
  });

  it('has methods of resources that are async', async () => {
    const composed = await all.compose({ web: part('web', wit, script), user: part('user', user, using) });
    assert.equal((await all.call(composed, 'used()')).value, '(4, 5)');
  });
});
