import type { Explained } from './explained.ts';

/** The programs of WIT Studio itself. */
export const machinery = {
  'attach-failed': {
    title: `The debugger cannot attach to a server.`,
    explanation: `The debugger attaches to a \`wit-studio serve\` that the same user started on this machine, through a socket in a private folder of this user; no port is opened. Attaching fails if

- no such server has the given address or process, or none is given and there are several,
- another debugger is attached,
- the server ended, or
- the server records a timeline (\`--trace\`), which excludes a debugger.

Attaching is not available on Windows, where other users may open pipes: there, launch the server from the debugger (\`"serve": true\`).`,
    remedy: `Start \`wit-studio serve\` and set the \`port\` of its address; VS Code lists the running servers.`,
  },
  'debug-configuration': {
    title: `A debug configuration is invalid.`,
    explanation: `A launch configuration of type \`wit\` requires a \`program\` (a component, a plan, or the folder of a component) and one way to run it: \`invoke\` with a call in WAVE, or \`serve: true\`, or neither, to run a command with \`args\`.`,
    remedy: `Correct the field in the message. In VS Code, completion in launch.json lists all fields.`,
  },
  'file-access': {
    title: `A file or folder cannot be used.`,
    explanation: `The system refused to read, write, create or remove the path in the message: it does not exist, is not accessible to you, is a file where a folder is needed, or the disk is full. Partially written files are removed.`,
    remedy: `Check the path and its permissions, or choose another path. Components that are translated or composed to run are stored in the user's cache folder (\`~/.cache/wit-studio\`); the variable \`XDG_CACHE_HOME\` moves it.`,
  },
  'host-fault': {
    title: `WIT Studio failed.`,
    explanation: `This is a bug in WIT Studio, not in your component.`,
    remedy: `Please report it with the lines below the message. The host continues; _WIT: Restart Component Host_ starts a new one.`,
  },
  'host-stopped': {
    title: `The component host ended.`,
    explanation: `The component host is the process that builds, composes and runs components. It ended during a request: *WIT: Restart Component Host* was used, a cancelled job did not stop in time, or the host failed. Servers and debug sessions end with it; editing is not affected.`,
    remedy: `The next command starts a new host. If the host failed, the message ends with its last output; the output *WIT Components* has the rest.`,
  },
  'language-server-not-started': {
    title: `The language server did not start.`,
    explanation: `The process that provides diagnostics, hover, completion and other features did not start. Highlighting by the TextMate grammar works without it.`,
    remedy: `See the output *WIT Language Server* for the reason. *WIT: Restart Language Support* tries again.`,
  },
  'node-not-found': {
    title: `The configured Node.js does not start.`,
    explanation: `The program in the setting \`wit.host.node\`, or in the variable \`WIT_STUDIO_NODE\`, does not start, or is not Node.js.`,
    remedy: `Set a command on the path (\`node\`) or an absolute path (\`/usr/local/bin/node\`), or clear the value: the extension then uses the newer of \`node\` on the path and the editor's own Node.js, and guests run on that or on a newer one that is found.`,
  },
  'protocol-version': {
    title: `The client and the host do not match.`,
    explanation: `The client and the component host come from different versions of WIT Studio.`,
    remedy: `Run _WIT: Restart Component Host_. If the error remains, reinstall the extension.`,
  },
  'unexpected-error': {
    title: `An unexpected error occurred.`,
    explanation: `An error without a known cause occurred, which is a bug in WIT Studio. The command did not finish; nothing else is affected.`,
    remedy: `Please report the message, together with the output *WIT Components*.`,
  },
  'untrusted-workspace': {
    title: `The workspace is not trusted.`,
    explanation: `VS Code opened this folder in restricted mode. Building, composing, running, serving and debugging would execute code from the folder, so WIT Studio disables them. Highlighting, diagnostics, completion, hover and navigation work.`,
    remedy: `If you trust the origin of the folder, run *Workspaces: Manage Workspace Trust* and trust it.`,
  },
} satisfies Readonly<Record<string, Explained>>;
