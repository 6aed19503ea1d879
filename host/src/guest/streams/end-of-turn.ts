/**
 * Work at the end of a turn of the event loop, when everything that arrived in it was handled: threads are woken once
 * for many requests, and the output of one turn to a client is one system call.
 */
let waiting: (() => void)[] = [];

export function atEndOfTurn(task: () => void): void {
  if (waiting.length === 0) setImmediate(run);
  waiting.push(task);
}

function run(): void {
  const tasks = waiting;
  waiting = [];
  for (const task of tasks) task();
}
