import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { program } from '../../programs.ts';
import { hasResident } from '../client.ts';

/** A resident host of the test's own, which listens. */
export async function startHost(address: string): Promise<ChildProcess> {
  const host = spawn(process.execPath, [fileURLToPath(program('resident')), address], { stdio: 'ignore' });
  while (!(await hasResident(address))) await wait(20);
  return host;
}
