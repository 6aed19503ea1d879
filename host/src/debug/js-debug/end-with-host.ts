import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Waits for the end of its standard input, which this process holds open, and ends the process named in its
 * argument. The system closes the pipe however this process ends.
 */
const GUARD = `process.stdin.resume().on('error', () => {}).on('close', () => {
  try { process.kill(Number(process.argv[1]), 'SIGKILL'); } catch {}
});`;

/**
 * Ends `child` when this process has ended, even when it was killed. The child cannot see to that itself while
 * it waits for a debugger or is in a loop, and a thread in it would appear in the debugger beside the guest: the
 * guard is a process of its own.
 */
export function endWithHost(child: ChildProcess): void {
  const guard = spawn(process.execPath, ['-e', GUARD, String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.once('error', () => child.kill('SIGKILL'));
  child.once('exit', () => guard.kill('SIGKILL'));
}
