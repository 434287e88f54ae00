import path from 'node:path';
import { root } from './imports.js';
import { mayImport, outbuildings } from './rooms.js';

const rooms = Object.keys(mayImport);

/**
 * Refuses a folder, at the top or next to rooms, that the table of rooms does not name, because no rule would apply to
 * it.
 */
export const knownRoom = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { unknown: 'No room: {{folder}} stands in no law. Give it its line in build/house-law/rooms.js.' },
  },
  create(context) {
    const folder = unknownFolder(path.relative(root, context.filename).replaceAll(path.sep, '/'));
    return {
      Program(node) {
        if (folder !== null) context.report({ node, messageId: 'unknown', data: { folder } });
      },
    };
  },
};

function unknownFolder(file) {
  const folders = file.split('/').slice(0, -1);
  const [top] = folders;
  if (top === undefined || outbuildings.includes(top)) return null;
  if (!rooms.some((room) => room === top || room.startsWith(`${top}/`))) return top;
  for (let depth = 1; depth < folders.length; depth += 1) {
    const parent = folders.slice(0, depth).join('/');
    const place = `${parent}/${folders[depth]}`;
    const hasRooms = rooms.some((room) => room.startsWith(`${parent}/`));
    const isNamed = rooms.some((room) => room === place || room.startsWith(`${place}/`));
    if (hasRooms && !isNamed) return place;
  }
  return null;
}
