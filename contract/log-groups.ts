/** What a line means for the group that it is in. */
export type GroupCommand = { readonly kind: 'begin'; readonly title: string } | { readonly kind: 'end' };

/**
 * `::group::title` and `::endgroup::`, as GitHub Actions reads them: any case, leading blanks allowed. A log stores these lines as
 * printed; each reader folds or indents by them.
 */
export function groupCommand(text: string): GroupCommand | null {
  if (!mayBeGroupCommand.test(text)) return null;
  const [, name = '', title = ''] = /^\s*::(group|endgroup)(?:\s.*?)?::(.*)$/is.exec(text) ?? [];
  if (name === '') return null;
  if (name.toLowerCase() === 'endgroup') return { kind: 'end' };
  return { kind: 'begin', title: title.replace(/%(25|0D|0A)/gi, (_, code) => (code === '25' ? '%' : ' ')).trim() };
}

const mayBeGroupCommand = /^\s{0,100}::(?:end)?group/i;

/** Deeper groups are not indented further. */
const deepest = 12;

/**
 * A log as plain text: a group's title is a line of its own, its lines are indented by two blanks. Call it with each line; it returns the
 * text, or null if the line is not shown. Lines of Rota itself end all groups left open.
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
    // An end without a group is not a command: show it as printed.
    if (depth === 0) return text;
    depth -= 1;
    return null;
  };
}
