import path from 'node:path';
import { importsIn, importsOf, root } from './imports.js';

const shown = (file) => path.relative(root, file).replaceAll(path.sep, '/');

/**
 * Reports a file that imports itself through other files, types included. The message names every file of the circle.
 */
export const noCircle = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { circle: 'A circle of imports: {{way}}. Take what both need into a file that knows neither.' },
  },
  create(context) {
    const { filename, sourceCode } = context;
    return {
      Program() {
        for (const { target, pos } of importsIn(sourceCode.text, filename)) {
          const way = wayTo(filename, target);
          if (way === null) continue;
          context.report({
            loc: sourceCode.getLocFromIndex(pos),
            messageId: 'circle',
            data: { way: [filename, ...way].map(shown).join(' > ') },
          });
        }
      },
    };
  },
};

/** The shortest path from a file to the goal, with both; null if there is none. */
function wayTo(goal, from) {
  const cameFrom = new Map([[from, null]]);
  for (const file of cameFrom.keys()) {
    if (file === goal) {
      const way = [];
      for (let step = file; step !== null; step = cameFrom.get(step)) way.unshift(step);
      return way;
    }
    for (const { target } of importsOf(file)) if (!cameFrom.has(target)) cameFrom.set(target, file);
  }
  return null;
}
