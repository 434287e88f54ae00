import path from 'node:path';
import { importedBy, isInside, root } from './imports.js';

/** Reports an import from a place that the table does not allow to this room. The message names the allowed ones. */
export const layering = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object' }],
    messages: { bad: 'Bad layering: {{room}} may import {{allowed}}, not {{place}}.' },
  },
  create(context) {
    const { room, allowed } = context.options[0];
    const folder = path.dirname(context.filename);
    const check = (node) => {
      const source = importedBy(node);
      if (typeof source !== 'string' || !source.startsWith('.')) return;
      const place = path.relative(root, path.resolve(folder, source)).replaceAll(path.sep, '/');
      if (allowed.some((one) => isInside(place, one))) return;
      context.report({
        node,
        messageId: 'bad',
        data: { room, place, allowed: allowed.slice(1).join(', ') || 'nothing of ours' },
      });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};
