/** Sets a key of a store and prints its value then, or the reason of a failure. usage: set-and-get.ts URL */
import { problemOf } from '../../../base/problem.ts';
import { RedisStore } from '../redis-store.ts';

try {
  const store = await RedisStore.open(process.argv[2] ?? '');
  await store.run({ do: 'set', entries: [['key', Buffer.from('value')]] });
  const [value] = (await store.run({ do: 'get', keys: ['key'] })) as Uint8Array[];
  await store.close();
  process.stdout.write(Buffer.from(value ?? []).toString());
} catch (error) {
  process.stdout.write(problemOf(error).message);
}
