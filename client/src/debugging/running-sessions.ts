import * as vscode from 'vscode';

/** The sessions of a debug type that run. */
export class RunningSessions {
  readonly #sessions = new Set<vscode.DebugSession>();

  register(type: string): vscode.Disposable {
    return vscode.Disposable.from(
      vscode.debug.onDidStartDebugSession((session) => {
        if (session.type === type) this.#sessions.add(session);
      }),
      vscode.debug.onDidTerminateDebugSession((session) => this.#sessions.delete(session)),
    );
  }

  /** Ends those of a configuration, by its name and the program that it was completed with. */
  async end({ name, program }: Pick<vscode.DebugConfiguration, 'name' | 'program'>): Promise<void> {
    const same = [...this.#sessions].filter(
      ({ configuration }) => configuration.name === name && configuration['program'] === program,
    );
    await Promise.all(same.map((session) => vscode.debug.stopDebugging(session)));
  }
}
