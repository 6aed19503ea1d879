import * as vscode from 'vscode';
import type { Finding, Problem, SourceLocation } from '../../../host/src/protocol.ts';
import { isPlan } from '../targets/choose.ts';
import { exists } from '../targets/workspace-files.ts';
import { errorPage, explanationOf } from './error-pages.ts';
import { isSameMark } from './same-mark.ts';
import { sentences } from './sentences.ts';

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

const newComponent = { label: 'New Component…', command: 'wit.newComponent' };

/** Commands that solve a problem. */
const REMEDIES: Readonly<Record<string, { readonly label: string; readonly command: string } | undefined>> = {
  'node-too-old': { label: 'Install Node.js', command: 'wit.installNode' },
  'no-component': newComponent,
  'nothing-to-run': newComponent,
  'no-composition': { label: 'New Composition…', command: 'wit.newComposition' },
};

/** Shows a problem of the component host: as a message, in the output, and at its place in the source. */
export class ProblemView {
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('wit-components');

  /**
   * The language server reports the problems of a plan again on each edit, and after each build of a part, so those of
   * composing are dropped.
   */
  readonly #changes = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isPlan(document.uri.fsPath)) this.#diagnostics.delete(document.uri);
    }),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) if (isChecked(uri)) this.#dropLive(uri);
    }),
  );

  /**
   * @param extension the folder that the extension is installed in, which carries the codes' pages
   * @param output where the deeper reasons go
   */
  constructor(
    private readonly extension: vscode.Uri,
    private readonly output: vscode.OutputChannel,
  ) {}

  /** Shows the first problem to the user. Does not wait until the message is dismissed. */
  report(problem: Problem): void {
    this.note(problem);
    void this.notify(problem);
  }

  /** Writes a problem into the output and marks its places, without a message. */
  note(problem: Problem): void {
    for (const one of partsOf(problem)) this.output.appendLine(inFull(one, one.severity));
    this.markProblem(problem);
  }

  /** Marks the places of a problem that the output has already. */
  markProblem(problem: Problem): void {
    for (const one of partsOf(problem)) if (one.at) this.#markOne(one, one.at);
  }

  /** Marks findings in their files. Those without a place go to the output. */
  mark(findings: readonly Finding[]): void {
    for (const finding of findings) {
      if (finding.at) this.#markOne(finding, finding.at);
      else this.output.appendLine(inFull(finding));
    }
  }

  /** Forgets the marks of the job before. */
  clear(): void {
    this.#diagnostics.clear();
  }

  dispose(): void {
    this.#changes.dispose();
    this.#diagnostics.dispose();
  }

  #markOne(finding: Finding, at: SourceLocation): void {
    const uri = vscode.Uri.file(at.file);
    const message = [sentences(finding.message), sentences(finding.help)].filter(Boolean).join('\n');
    const diagnostic = new vscode.Diagnostic(toRange(at), message, severities[finding.severity]);
    diagnostic.source = 'wit';
    diagnostic.code = { value: finding.code, target: explanationOf(finding.code) };
    if (isChecked(uri) && sameMarks(uri, diagnostic) > 0) return;
    const others = this.#diagnostics.get(uri) ?? [];
    // Each request to a server fails alike.
    const isKnown = others.some((one) => one.message === message && one.range.isEqual(diagnostic.range));
    if (!isKnown) this.#diagnostics.set(uri, [...others, diagnostic]);
  }

  /** Forgets marks that the language server has set since. */
  #dropLive(uri: vscode.Uri): void {
    const marks = this.#diagnostics.get(uri) ?? [];
    const own = marks.filter((mark) => sameMarks(uri, mark) < 2);
    if (own.length < marks.length) this.#diagnostics.set(uri, own);
  }

  async notify(problem: Problem): Promise<void> {
    const { at, code } = problem;
    const actions = new Map<string, () => unknown>();
    if (at) actions.set('Open File', () => open(at));
    const remedy = REMEDIES[code];
    if (remedy) actions.set(remedy.label, () => vscode.commands.executeCommand(remedy.command));
    // Of a problem with a remedy the output says no more than the message.
    else actions.set('Show Output', () => this.output.show(true));
    if (await exists(errorPage(this.extension, code))) actions.set('Explain', () => this.#explain(code));
    const text = sentences(problem.message, problem.help);
    const chosen = await vscode.window.showErrorMessage(text, ...actions.keys());
    await actions.get(chosen ?? '')?.();
  }

  #explain(code: string): Thenable<unknown> {
    return vscode.commands.executeCommand('markdown.showPreview', errorPage(this.extension, code));
  }
}

/** What a job found where it stopped for several problems, else the problem itself. */
function partsOf(problem: Problem): readonly Finding[] {
  const { findings = [] } = problem;
  return findings.length > 1 ? findings : [{ ...problem, severity: 'error' }];
}

/** Whether the language server marks what is wrong in the file too. */
function isChecked({ fsPath }: vscode.Uri): boolean {
  return isPlan(fsPath) || fsPath.endsWith('.wit');
}

/** How many marks of a file say the same: ours, and that of the language server, which keeps it up to date. */
function sameMarks(uri: vscode.Uri, mark: vscode.Diagnostic): number {
  return vscode.languages.getDiagnostics(uri).filter((one) => isSameMark(mark, one)).length;
}

function inFull({ code, message, help, causes = [], at }: Problem | Finding, severity = 'error'): string {
  const place = at ? [`  at ${at.file}:${at.start.line + 1}:${at.start.character + 1}`] : [];
  const reasons = causes.map((cause) => `  because ${cause}`);
  return [`${severity}[${code}]: ${message}`, ...place, ...reasons, ...(help ? [`  ${help}`] : [])].join(
    '\n',
  );
}

function toRange({ start, end }: SourceLocation): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

async function open(at: SourceLocation): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.file(at.file), { selection: toRange(at) });
}
