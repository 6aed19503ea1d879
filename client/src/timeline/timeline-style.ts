/** The page in the editor's colours; what is an error, or only there for the sake of others, is not told by colour alone. */
export const TIMELINE_STYLE = `
html, body { height: 100%; } body { margin: 0; color: var(--vscode-editor-foreground); font: var(--vscode-font-size) var(--vscode-font-family); }
main { display: flex; flex-direction: column; height: 100vh; box-sizing: border-box; padding: 0.6em 1em; }
[role=toolbar] { display: flex; flex-wrap: wrap; gap: 0.5em; }
input, select { color: var(--vscode-input-foreground); background: var(--vscode-input-background); border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, transparent)); padding: 0.3em 0.5em; font: inherit; }
select { color: var(--vscode-dropdown-foreground); background: var(--vscode-dropdown-background); border-color: var(--vscode-dropdown-border, transparent); }
input { flex: 1 1 20em; } input::placeholder { color: var(--vscode-input-placeholderForeground); }
button { color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent)); padding: 0.3em 0.9em; font: inherit; cursor: pointer; }
button:hover:enabled { background: var(--vscode-button-secondaryHoverBackground); } button:disabled { opacity: 0.6; cursor: default; }
:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: -1px; }
#status { margin: 0.6em 0; color: var(--vscode-descriptionForeground); }
#calls { flex: 1 1 auto; overflow: auto; min-height: 8em; border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, transparent)); }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th { position: sticky; top: 0; z-index: 1; text-align: left; font-weight: 600; background: var(--vscode-editor-background); border-bottom: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, currentColor)); }
th, td { padding: 0.15em 0.6em; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
th:nth-child(1) { width: 25%; } th:nth-child(2) { width: 14%; } th:nth-child(3) { width: 18%; } th:nth-child(4) { width: 14%; } th:nth-child(5) { width: 5em; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
code { font-family: var(--vscode-editor-font-family); font-size: 0.95em; color: inherit; background: none; padding: 0; }
tbody tr:hover { background: var(--vscode-list-hoverBackground); }
tbody tr[aria-selected=true] { background: var(--vscode-list-activeSelectionBackground); color: var(--vscode-list-activeSelectionForeground); outline: 1px solid var(--vscode-contrastActiveBorder, transparent); outline-offset: -1px; }
tr.aside { opacity: 0.7; font-style: italic; }
tr.trap td:first-child .name::before { content: '✖ '; color: var(--vscode-errorForeground); } tr.error td:first-child .name::before { content: '⚠ '; color: var(--vscode-editorWarning-foreground); }
.request { color: var(--vscode-descriptionForeground); } tr[aria-selected=true] .request { color: inherit; }
i, .twisty { display: inline-block; width: 1.1em; } .twisty { cursor: pointer; }
svg { width: 100%; height: 0.8em; vertical-align: middle; } rect { fill: var(--vscode-charts-blue, currentColor); } rect.all { fill: var(--vscode-editorWidget-border, var(--vscode-contrastBorder, transparent)); opacity: 0.35; }
tr[aria-selected=true] rect:not(.all) { fill: currentColor; }
@media (max-width: 56em) { th:nth-child(3), td:nth-child(3), th:nth-child(4), td:nth-child(4) { display: none; } th:nth-child(1) { width: 45%; } th:nth-child(2) { width: 25%; } }
#more { margin: 0.5em; }
#details { flex: 0 1 auto; max-height: 40%; overflow: auto; } #details h2 { font-size: 1.1em; font-weight: 600; margin: 0.8em 0 0; overflow-wrap: anywhere; } #details p { margin: 0.2em 0 0.6em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2em 1em; margin: 0.8em 0 0; } dt { color: var(--vscode-descriptionForeground); } dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
`;
