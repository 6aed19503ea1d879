/** The language server's process: `--stdio`, or Node's IPC when an editor forked it. */
import { serve, serveStdio } from './serve.ts';

if (process.argv.includes('--stdio')) serveStdio();
else serve();
