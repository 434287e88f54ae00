/** What a line says of the group that lines stand in. */
export type GroupCommand = { readonly kind: 'begin'; readonly title: string } | { readonly kind: 'end' };

/**
 * `::group::title` and `::endgroup::`, as GitHub Actions reads them: case does not count, nor blanks before them. A log keeps these
 * lines as they were printed; who shows it folds or indents by them.
 */
export function groupCommand(text: string): GroupCommand | null {
  if (!mayBeGroupCommand.test(text)) return null;
  const [, name = '', title = ''] = /^\s*::(group|endgroup)(?:\s.*?)?::(.*)$/is.exec(text) ?? [];
  if (name === '') return null;
  if (name.toLowerCase() === 'endgroup') return { kind: 'end' };
  return { kind: 'begin', title: title.replace(/%(25|0D|0A)/gi, (_, code) => (code === '25' ? '%' : ' ')).trim() };
}

const mayBeGroupCommand = /^\s{0,100}::(?:end)?group/i;

/** Deeper groups are indented no further. */
const deepest = 12;

/**
 * A log as plain text: the title of a group is a line, what stands in the group is indented by two blanks below it. Gives the text of each
 * next line, or null where the line is not shown. What Rota itself says stands in no group: there, groups that were never closed end.
 */
export function createGroupText(): (line: { readonly level: string; readonly text: string }) => string | null {
  let depth = 0;
  const indented = (text: string) => `${'  '.repeat(Math.min(depth, deepest))}${text}`;
  return ({ level, text }) => {
    if (level === 'rota') depth = 0;
    const command = level === 'rota' ? null : groupCommand(text);
    if (command === null) return indented(text);
    if (command.kind === 'begin') {
      const heading = indented(command.title);
      depth += 1;
      return heading;
    }
    // One that closes nothing was no command to whoever printed it.
    if (depth === 0) return text;
    depth -= 1;
    return null;
  };
}
