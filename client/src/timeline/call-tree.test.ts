import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { callTree, EVERYTHING, rowsOf, type Filter } from './call-tree.ts';
import { callWith } from './testing.ts';

/** `handle` asks `auth`, which logs, and then the host. */
const calls = [
  callWith({ span: '1', function: 'handle', callee: 'handler', duration: 100, request: 'GET /me' }),
  callWith({ span: '2', parent: '1', function: 'x:y/auth.check', caller: 'handler', callee: 'auth', start: 20, duration: 50, result: 'err("no")', failed: 'error' }), // prettier-ignore
  callWith({ span: '3', parent: '2', function: 'wasi:io/streams.write', caller: 'auth', callee: 'host', start: 30, duration: 5, arguments: [['bytes', '"ada"']] }), // prettier-ignore
  callWith({ span: '4', parent: '1', function: 'wasi:clocks/now', caller: 'handler', callee: 'host', start: 80, duration: 5 }), // prettier-ignore
];
const roots = callTree({ calls });
const rows = (filter: Partial<Filter>, ...closed: string[]): string[] =>
  rowsOf(roots, { ...EVERYTHING, ...filter }, new Set(closed)).map(
    ({ call, depth, isAside }) => `${'-'.repeat(depth)}${call.span}${isAside ? ' aside' : ''}`,
  );

describe('calls of a recording', () => {
  it('are nested below their caller', () => assert.deepEqual(rows({}), ['1', '-2', '--3', '-4']));

  it('collapse with their caller', () => {
    assert.deepEqual(rows({}, '2'), ['1', '-2', '-4']);
    assert.deepEqual(rows({}, '1'), ['1']);
  });

  it('show their share of the duration of the outermost call', () => {
    const shown = rowsOf(roots, EVERYTHING, new Set());
    assert.deepEqual(
      shown.map(({ from, to }) => [from, to]),
      [
        [0, 1],
        [0.2, 0.7],
        [0.3, 0.35],
        [0.8, 0.85],
      ],
    );
  });

  it('are outermost when their caller is in another trace', () => {
    const [only] = callTree({ calls: [callWith({ span: '1', parent: 'of-the-client' })] });
    assert.equal(only?.call.span, '1');
  });

  it('do not loop when a call names itself as its caller', () => {
    assert.equal(callTree({ calls: [callWith({ span: '1', parent: '1' })] }).length, 1);
  });

  it('of other programs nest by their times', () => {
    const event = (span: string, start: number, duration: number) =>
      callWith({ span, start, duration, caller: '', callee: '' });
    const foreign = callTree({ calls: [event('1', 0, 10), event('2', 1, 3), event('3', 2, 1), event('4', 5, 5), event('5', 11, 1)] }); // prettier-ignore
    const shown = rowsOf(foreign, EVERYTHING, new Set());
    assert.deepEqual(
      shown.map(({ call, depth }) => `${'-'.repeat(depth)}${call.span}`),
      ['1', '-2', '--3', '-4', '5'],
    );
  });
});

describe('the filter of a recording', () => {
  const cases: readonly (readonly [Partial<Filter>, readonly string[]])[] = [
    [{ text: 'auth' }, ['1 aside', '-2', '--3']],
    [{ text: 'ADA' }, ['1 aside', '-2 aside', '--3']],
    [{ text: 'ada auth' }, ['1 aside', '-2 aside', '--3']],
    [{ text: '/me' }, ['1']],
    [{ text: 'nobody' }, []],
    [{ shown: 'between' }, ['1 aside', '-2']],
    [{ shown: 'host' }, ['1 aside', '-2 aside', '--3', '-4']],
    [{ shown: 'failed' }, ['1 aside', '-2']],
    [{ shown: 'host', text: 'clocks' }, ['1 aside', '-4']],
  ];
  for (const [filter, expected] of cases)
    it(JSON.stringify(filter), () => assert.deepEqual(rows(filter), expected));

  it('finds collapsed calls without expanding them', () =>
    assert.deepEqual(rows({ text: 'ada' }, '2'), ['1 aside', '-2 aside']));
});
