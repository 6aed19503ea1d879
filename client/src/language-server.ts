import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import {
  COMPONENT_VIEW,
  type ComponentView,
  type DocumentParams,
  EDIT_PLAN,
  type EditPlanParams,
  type EditPlanResult,
  type GuestTest,
  PACKAGE_STATUS,
  type PackageStatus,
  PLAN_GRAPH,
  type PlanEdit,
  type PlanGraph,
  type PlanGraphParams,
  TARGET_STATUS,
  type TargetStatus,
  TESTS_IN,
  type TestsInParams,
} from '../../server/src/lsp/extensions.ts';
import { explanationOf } from './ui/error-pages.ts';

/** Makes a client with a server of its own, not yet started. */
export type MakeClient = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/** Owns the language server. It needs no component host and works in untrusted workspaces. */
export class LanguageServer {
  readonly #makeClient: MakeClient;
  #client: Promise<BaseLanguageClient> | undefined;

  constructor(makeClient: MakeClient) {
    this.#makeClient = makeClient;
  }

  /** Starts the server unless it runs; rejects when it cannot start. */
  async start(): Promise<void> {
    await (this.#client ??= this.#create());
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    await client?.dispose();
  }

  /** Describes a .wasm file. Starts the server if needed; rejects when it fails. */
  viewComponent(uri: vscode.Uri): Promise<ComponentView> {
    return this.#request<ComponentView>(COMPONENT_VIEW, uri);
  }

  /**
   * A plan as a graph; undefined if there is nothing to draw yet. Rejects when the server fails.
   * @param unfolded names of instances whose imports of WASI are shown one by one
   */
  async planGraph(uri: vscode.Uri, unfolded: readonly string[]): Promise<PlanGraph | undefined> {
    const more: Omit<PlanGraphParams, 'uri'> = { unfolded };
    return (await this.#request<PlanGraph | null>(PLAN_GRAPH, uri, more)) ?? undefined;
  }

  /** The change of a plan's text for an edit; rejects when the server fails. */
  async editPlan(uri: vscode.Uri, edit: PlanEdit): Promise<vscode.TextEdit | { readonly refused: string }> {
    const client = await (this.#client ??= this.#create());
    const params: EditPlanParams = { uri: client.code2ProtocolConverter.asUri(uri), edit };
    const result = await client.sendRequest<EditPlanResult>(EDIT_PLAN, params);
    return 'refused' in result ? result : client.protocol2CodeConverter.asTextEdit(result);
  }

  /** The package of a document; rejects when the server fails. */
  async packageStatus(uri: vscode.Uri): Promise<PackageStatus | undefined> {
    return (await this.#request<PackageStatus | null>(PACKAGE_STATUS, uri)) ?? undefined;
  }

  /** The state of a plan, a component's file or a folder; rejects when the server fails. */
  async targetStatus(uri: vscode.Uri): Promise<TargetStatus | undefined> {
    return (await this.#request<TargetStatus | null>(TARGET_STATUS, uri)) ?? undefined;
  }

  /** The tests in a source; its path is relative to the component's folder. Rejects when the server fails. */
  async testsIn(path: string, text: string): Promise<readonly GuestTest[]> {
    const client = await (this.#client ??= this.#create());
    const params: TestsInParams = { path, text };
    return client.sendRequest<readonly GuestTest[]>(TESTS_IN, params);
  }

  async #request<Result>(method: string, uri: vscode.Uri, more: object = {}): Promise<Result> {
    const client = await (this.#client ??= this.#create());
    const params: DocumentParams = { ...more, uri: client.code2ProtocolConverter.asUri(uri) };
    return client.sendRequest<Result>(method, params);
  }

  async #create(): Promise<BaseLanguageClient> {
    const client = await this.#makeClient(clientOptions());
    await client.start();
    return client;
  }
}

/** WIT, and the two kinds of plan. */
const LANGUAGES = ['wit', 'wac', 'wit-composition'];

/** Configurations of `wasm-tools compose`: YAML to the editor. */
const CONFIGS = [{ language: 'yaml', pattern: '**/{wasm-compose,composition}.{yml,yaml}' }];

function clientOptions(): LanguageClientOptions {
  const settings = vscode.workspace.getConfiguration('wit');
  return {
    documentSelector: [...LANGUAGES.map((language) => ({ language })), ...CONFIGS],
    initializationOptions: {
      features: settings.get('features'),
      components: settings.get('components'),
      wasmTools: settings.get('wasmTools'),
    },
    synchronize: { configurationSection: 'wit' },
    // The server's stream for the workspace brings all other files, its refreshes the other open ones.
    diagnosticPullOptions: { onChange: true },
    middleware: {
      provideDiagnostics: async (document, previous, token, next) => {
        const report = await next(document, previous, token);
        if (report && 'items' in report) report.items.forEach(explain);
        return report;
      },
      provideWorkspaceDiagnostics: (previous, token, report, next) =>
        next(previous, token, (chunk) => {
          for (const one of chunk?.items ?? []) if ('items' in one) one.items.forEach(explain);
          report(chunk);
        }),
    },
  };
}

/** The server's codes lead to the source of a page; here, to the page. */
function explain(diagnostic: vscode.Diagnostic): void {
  const { code } = diagnostic;
  if (typeof code === 'object')
    diagnostic.code = { value: code.value, target: explanationOf(String(code.value)) };
}
