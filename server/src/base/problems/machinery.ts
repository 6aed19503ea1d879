import type { Explained } from './explained.ts';

/** The programs of WIT Studio itself. */
export const machinery = {
  'attach-failed': {
    title: `There is no server that the debugger can attach to.`,
    explanation: `The debugger attaches to a server of \`wit-studio serve\` that the same user has started on this machine, by a socket in a folder of this user's alone: no port is opened for it. It was given an address or a process that no such server has, or none where there are several; another debugger is attached; the server ended; or it records a timeline (\`--trace\`), which it does without a debugger. There are no such sockets on Windows, whose pipes others may open: launch the server there by the debugger (\`"serve": true\`).`,
    remedy: `Start \`wit-studio serve\` and give the \`port\` of its address; VS Code lists the servers that there are.`,
  },
  'debug-configuration': {
    title: `A debug configuration says nothing that can be run.`,
    explanation: `A launch configuration of type \`wit\` names a \`program\` (a component, a plan or the folder of one) and one way to run it: \`invoke\` with a call in WAVE, \`serve: true\`, or neither, which runs a command with \`args\`.`,
    remedy: `The message names the field. In VS Code, completion in launch.json knows them all.`,
  },
  'debug-failed': {
    title: `The debugged composition did not start.`,
    explanation: `_Debug_ runs the composition in a process of its own, and that process ended before it could answer requests.`,
    remedy: `What it wrote is in the output; most often a module threw while it was loaded.`,
  },
  'debugger-not-attached': {
    title: `The debugger did not connect.`,
    explanation: `The component host waits for a debugger, and the JavaScript debugger of VS Code did not connect to it. The server that was started for the session is stopped again.`,
    remedy: `Check under *Extensions* that the built-in *JavaScript Debugger* (\`ms-vscode.js-debug\`) is enabled; its log is in *Help: Toggle Developer Tools*.`,
  },
  'file-access': {
    title: `A file or folder cannot be used.`,
    explanation: `The system refused to read, write, make or remove what the message names: it is not there, belongs to somebody else, is a file where a folder is needed, or the disk is full. Nothing half written is left.`,
    remedy: `Check the path and its rights, or name another place. What is translated or composed to be run lies in the user's cache folder (\`~/.cache/wit-studio\`); the variable \`XDG_CACHE_HOME\` names another place for it.`,
  },
  'host-fault': {
    title: `WIT Studio has a fault.`,
    explanation: `This is a fault of WIT Studio, not of your component.`,
    remedy: `Please report it with the lines that came with it. The host goes on; _WIT: Restart Component Host_ gives you a fresh one.`,
  },
  'host-stopped': {
    title: `The component host ended.`,
    explanation: `The component host is the process that builds, composes and runs components. It ended while it was asked something: because *WIT: Restart Component Host* was used, because a cancelled job did not stop in time, or because it failed. Servers and debug sessions end with it; editing does not need it.`,
    remedy: `The next command starts another. When it failed by itself, the message ends with what it wrote last; the output *WIT Components* has the rest.`,
  },
  'language-server-not-started': {
    title: `The language server did not start.`,
    explanation: `The process that answers hover, completion, diagnostics and the rest did not start. Highlighting by the TextMate grammar works without it.`,
    remedy: `The output *WIT Language Server* says why. *WIT: Restart Language Server* tries again.`,
  },
  'node-not-found': {
    title: `A setting does not name Node.js.`,
    explanation: `The setting \`wit.host.node\`, or the variable \`WIT_STUDIO_NODE\`, names a program that does not start as Node.js does.`,
    remedy: `Give a command on the path (\`node\`) or an absolute path (\`/usr/local/bin/node\`), or empty it: the extension then takes the newer of \`node\` on the path and the Node.js inside the editor, and guests run on that or on a newer one that is found.`,
  },
  'protocol-version': {
    title: `The client and the host do not match.`,
    explanation: `The client and the component host come from different versions of WIT Studio.`,
    remedy: `_WIT: Restart Component Host_ starts the right one; if it stays so, install the extension again.`,
  },
  'unexpected-error': {
    title: `Something unexpected failed.`,
    explanation: `Something failed that WIT Studio does not know: a mistake of ours. The command did not finish; nothing else is affected.`,
    remedy: `Please report the message, together with the output *WIT Components*.`,
  },
  'untrusted-workspace': {
    title: `The workspace is not trusted.`,
    explanation: `VS Code opened this folder in restricted mode. Building, composing, running, serving and debugging would execute what the folder contains, so WIT Studio does none of it. Highlighting, diagnostics, completion, hover and navigation work.`,
    remedy: `When you know where the folder comes from, run *Workspaces: Manage Workspace Trust* and trust it.`,
  },
} satisfies Readonly<Record<string, Explained>>;
