import bash from 'highlight.js/lib/languages/bash';
import csharp from 'highlight.js/lib/languages/csharp';
import dos from 'highlight.js/lib/languages/dos';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import powershell from 'highlight.js/lib/languages/powershell';
import python from 'highlight.js/lib/languages/python';
import { createLowlight } from 'lowlight';

const lowlight = createLowlight({ bash, csharp, dos, javascript, json, powershell, python });

export type CodeLanguage = 'bash' | 'csharp' | 'dos' | 'javascript' | 'json' | 'powershell' | 'python';

/** A piece of code: text with a class, or pieces inside pieces. */
export type CodePiece = string | { readonly className: string; readonly pieces: readonly CodePiece[] };

type Node = ReturnType<typeof lowlight.highlight>['children'][number];

/** Highlights code as elements with classes: never an HTML string, so it complies with the Content-Security-Policy. */
export function codePieces(language: CodeLanguage, text: string): readonly CodePiece[] {
  return lowlight.highlight(language, text).children.flatMap(pieceOf);
}

function pieceOf(node: Node): readonly CodePiece[] {
  if (node.type === 'text') return [node.value];
  if (node.type !== 'element') return [];
  const names = node.properties['className'];
  return [{ className: Array.isArray(names) ? names.join(' ') : '', pieces: node.children.flatMap(pieceOf) }];
}
