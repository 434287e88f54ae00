import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.join(import.meta.dirname, '..', '..');

/** The key of every said`…` in the sources. */
export function sentencesOfCode(): ReadonlySet<string> {
  const found = new Set<string>();
  for (const room of ['contract', 'server', 'electron']) {
    const files = readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.ts'))) {
      const text = readFileSync(path.join(root, room, file), 'utf8');
      const visit = (node: ts.Node): void => {
        if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'said') found.add(keyOf(node.template));
        ts.forEachChild(node, visit);
      };
      visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
    }
  }
  return found;
}

function keyOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return template.head.text + template.templateSpans.map(({ literal }, at) => `{${at}}${literal.text}`).join('');
}
