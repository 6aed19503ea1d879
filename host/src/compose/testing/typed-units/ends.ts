import { BINARY, type Core, MEMORY } from './model.ts';

export const unless = (status: string, call: string): string =>
  `(if (i32.ne ${call} (i32.const ${status})) (then (unreachable)))`;

/** The one number out of a future or stream that is written already. */
export function taken(kind: 'future' | 'stream', end: string): string {
  const [count, done] = kind === 'future' ? ['', '0'] : ['(i32.const 1)', '16'];
  return `(local.set $h ${end})
    ${unless(done, `(call $${kind}-read (local.get $h) (i32.const 24) ${count})`)}
    (call $${kind}-close (local.get $h)) (i32.load (i32.const 24))`;
}

/** A new future or stream with one number in it, which waits to be read. */
export function given(kind: 'future' | 'stream', value: string): string {
  const count = kind === 'future' ? '' : '(i32.const 1)';
  return `(block (result i32) (i32.store (i32.const 32) ${value}) (local.set $ends (call $${kind}-new))
    (drop (call $${kind}-write (i32.wrap_i64 (i64.shr_u (local.get $ends) (i64.const 32))) (i32.const 32) ${count}))
    (i32.wrap_i64 (local.get $ends)))`;
}

/** The built-ins for the futures or streams of numbers. */
export function endsOf(kind: 'future' | 'stream'): Core {
  const passes = kind === 'future' ? BINARY : '(param i32 i32 i32) (result i32)';
  const canon = (name: string, options = '') => `(canon ${kind}.${name} $${kind} ${options})`;
  return {
    [`${kind}-new`]: { signature: '(result i64)', canon: canon('new') },
    [`${kind}-read`]: { signature: passes, canon: canon('read', `async ${MEMORY}`) },
    [`${kind}-write`]: { signature: passes, canon: canon('write', `async ${MEMORY}`) },
    [`${kind}-close`]: { signature: '(param i32)', canon: canon('drop-readable') },
  };
}
