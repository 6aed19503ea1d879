import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { implementsIt, type Exported } from './guest-export.ts';
import { readerOf } from './read-exports.ts';

/** The lines on which a source implements items of `wanted`. */
function places(name: string, text: string, wanted: Exported): string[] {
  const found = readerOf(name)!(text).filter((one) => implementsIt(one, wanted));
  return found.map(({ start, end, whole }) => {
    assert.ok(whole.start <= start && end <= whole.end, `${whole.start} ${start} ${end} ${whole.end}`);
    return `${text.slice(0, start).split('\n').length}:${text.slice(start, end)}`;
  });
}

const auth = { package: 'edge:service', interface: 'auth' };
const check = { ...auth, function: 'check-token' };
const world = { package: 'edge:service', world: 'app', function: 'run-all' };
const counter = { package: 'edge:service', interface: 'counters', resource: 'counter' };
const next = { ...counter, function: 'next-value', kind: 'method' } as const;
const zero = { ...counter, function: 'zero', kind: 'static' } as const;
const make = { ...counter, function: 'constructor', kind: 'constructor' } as const;

const sources: Readonly<Record<string, string>> = {
  'src/lib.rs': `
// impl exports::edge::service::auth::Guest for Commented { fn check_token() {} }
use bindings::exports::edge::service::{auth::{self, Guest as AuthGuest}, counters::*};
use bindings::Guest;
struct Auth<'a>(&'a str);
impl AuthGuest for Auth<'_> {
    fn helper(x: impl Fn() -> u8) -> u8 { x() }
    fn check_token(token: String) -> bool { let s = "fn check_token() {}"; fn check_token() {} s.is_empty() }
}
impl exports::edge::service::counters::GuestCounter for Auth {
    fn new() -> Self { Self }
    fn next_value(&self) -> u32 { 1 }
    fn zero() -> Counter { todo!() }
}
impl Guest for Auth { fn run_all() {} }
impl Clone for Auth { fn check_token() {} }
`,
  'handler.ts': `
import { something } from 'x';
// export const auth = { checkToken() {} };
class Counter {
  #n = 0;
  constructor() {}
  nextValue(): number { return this.#n++; }
  static zero() { return new Counter(); }
}
const hidden = { checkToken() {} };
export const auth: Auth = {
  helper: (a: { b: string }) => a.b,
  async checkToken(token: string): Promise<boolean> { return hidden.checkToken(); },
};
export const counters = { Counter };
export async function runAll() { const text = 'export const auth = {'; }
`,
  'renamed.mjs': `
const service = {
  checkToken: async (token) => token === '}',
  other,
};
function all() {}
export { service as auth, all as runAll };
export const counters = { Counter: class { constructor() {} nextValue() { return 1; } static zero() {} } };
`,
  'auth.go': `package export_edge_service_auth

// func CheckToken() {}
func helper() {}

func CheckToken(token string) bool { return token == "{" }
`,
  'counters.go': `package export_edge_service_counters

type Counter struct{ n uint32 }

func MakeCounter() *Counter { return &Counter{} }
func (c *Counter) NextValue() uint32 { return c.n }
func CounterZero() *Counter { return nil }
`,
  'world.go': `package export_wit_world

func RunAll() {}
`,
  'exports.go': `package main

import (
	"example.com/internal/edge/service/auth"
	counting "example.com/internal/edge/service/counters"
)

func init() {
	auth.Exports.CheckToken = func(token string) bool { return true }
	counting.Exports.Counter.NextValue = next
}
`,
  'app.py': `
from wit_world import exports
from wit_world.exports.counters import Counter as Base
import wit_world

class Auth(exports.Auth):
    """class Auth: def check_token"""
    def helper(self): ...
    def check_token(self, token: str) -> bool:
        def check_token(): ...
        return True

class Counter(Base):
    def __init__(self): self.n = 0
    def next_value(self) -> int:
        return self.n
    @classmethod
    def zero(cls): ...

class WitWorld(wit_world.WitWorld):
    def run_all(self): ...
`,
  'auth.c': `
bool exports_edge_service_auth_check_token(string_t *token);
bool exports_edge_service_auth_check_token(string_t *token) {
  return exports_edge_service_auth_helper(token);
}
void exports_app_run_all(void) {}
uint32_t exports_edge_service_counters_method_counter_next_value(borrow_t self) { return 1; }
own_t exports_edge_service_counters_constructor_counter(void) { return 0; }
own_t exports_edge_service_counters_static_counter_zero(void) { return 0; }
`,
};

const all = { check, world, next, zero, make };
type Expected = Readonly<Partial<Record<keyof typeof all, string>>>;
const expected: Readonly<Record<string, Expected>> = {
  'src/lib.rs': {
    check: '8:check_token',
    world: '15:run_all',
    next: '12:next_value',
    zero: '13:zero',
    make: '11:new',
  },
  'handler.ts': {
    check: '13:checkToken',
    world: '16:runAll',
    next: '7:nextValue',
    zero: '8:zero',
    make: '6:constructor',
  },
  'renamed.mjs': {
    check: '3:checkToken',
    world: '6:all',
    next: '8:nextValue',
    zero: '8:zero',
    make: '8:constructor',
  },
  'auth.go': { check: '6:CheckToken' },
  'counters.go': { next: '6:NextValue', zero: '7:CounterZero', make: '5:MakeCounter' },
  'world.go': { world: '3:RunAll' },
  'exports.go': { check: '9:CheckToken', next: '10:NextValue' },
  'app.py': {
    check: '9:check_token',
    world: '21:run_all',
    next: '15:next_value',
    zero: '18:zero',
    make: '14:__init__',
  },
  'auth.c': {
    check: '3:exports_edge_service_auth_check_token',
    world: '6:exports_app_run_all',
    next: '7:exports_edge_service_counters_method_counter_next_value',
    zero: '9:exports_edge_service_counters_static_counter_zero',
    make: '8:exports_edge_service_counters_constructor_counter',
  },
};

describe('exports in a guest source', () => {
  for (const [name, text] of Object.entries(sources))
    it(`are found in ${name}`, () => {
      for (const [key, wanted] of Object.entries(all)) {
        const place = expected[name]?.[key as keyof typeof all];
        assert.deepEqual(places(name, text, wanted), place === undefined ? [] : [place], key);
      }
    });

  it('include the interface and the resource themselves', () => {
    assert.deepEqual(places('src/lib.rs', sources['src/lib.rs']!, auth), ['6:AuthGuest']);
    assert.deepEqual(places('handler.ts', sources['handler.ts']!, auth), ['11:auth']);
    assert.deepEqual(places('app.py', sources['app.py']!, counter), ['13:Counter']);
  });

  it('exclude the same name of another package, if the source has the package', () => {
    const other = { ...check, package: 'other:service' };
    for (const name of ['src/lib.rs', 'auth.go', 'exports.go', 'auth.c'])
      assert.deepEqual(places(name, sources[name]!, other), []);
  });

  it('are read from texts that are truncated anywhere', () => {
    for (const [name, text] of Object.entries(sources))
      for (let length = 0; length < text.length; length += 3) readerOf(name)!(text.slice(0, length));
  });

  it('are not searched in declarations, tests and files of other languages', () => {
    for (const name of ['types/world.d.ts', 'handler.test.js', 'README.md', 'constructor'])
      assert.equal(readerOf(name), undefined);
  });
});
