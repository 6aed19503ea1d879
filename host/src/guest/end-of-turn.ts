/**
 * What is done once all that has come in this turn of the event loop was looked at: threads are woken once for many
 * requests, and what one turn writes to a client is one call of the system.
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
