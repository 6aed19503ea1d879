/** The page of a .wasm file: its buttons post the names of commands. */
import './component.css';
import { acquireEditor } from './editor.ts';
import { size } from './zoom.ts';

const editor = acquireEditor<string>();

for (const picture of document.querySelectorAll<SVGSVGElement>('.picture > svg')) size(picture);

for (const button of document.querySelectorAll('button'))
  button.addEventListener('click', () => editor.postMessage(button.dataset['action'] ?? ''));
