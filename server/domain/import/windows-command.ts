/**
 * The arguments of a Windows command line, split as the Microsoft C runtime splits them: blanks separate, quotes join,
 * a backslash escapes only before a quote, and two quotes inside quotes are one.
 */
export function splitWindowsArguments(line: string): readonly string[] {
  const found: string[] = [];
  let current = '';
  let isOpen = false;
  let isQuoted = false;
  for (let index = 0; index < line.length; index += 1) {
    const sign = line[index] ?? '';
    if (sign === '\\') {
      let slashes = 0;
      while (line[index + slashes] === '\\') slashes += 1;
      const isBeforeQuote = line[index + slashes] === '"';
      current += '\\'.repeat(isBeforeQuote ? Math.floor(slashes / 2) : slashes);
      isOpen = true;
      index += slashes - 1;
      if (isBeforeQuote && slashes % 2 === 1) {
        current += '"';
        index += 1;
      }
    } else if (sign === '"') {
      isOpen = true;
      if (isQuoted && line[index + 1] === '"') {
        current += '"';
        index += 1;
      } else isQuoted = !isQuoted;
    } else if (/\s/.test(sign) && !isQuoted) {
      if (isOpen) found.push(current);
      current = '';
      isOpen = false;
    } else {
      current += sign;
      isOpen = true;
    }
  }
  if (isOpen) found.push(current);
  return found;
}

/**
 * What follows `/c` of cmd, as arguments that keep their meaning when each is quoted separately: cmd removes the first and the last quote
 * of a line that begins with one, and does not treat backslashes specially. null if a quoted sign would change its meaning.
 */
export function splitCmdArguments(line: string): readonly string[] | null {
  const match = /^(.*?(?:^|\s)\/[ckCK])\s*(.*)$/s.exec(line.trim());
  if (!match) return splitWindowsArguments(line);
  const [, flags = '', tail = ''] = match;
  const isProgram = /^"[^"&<>()@^|]*[\\.][^"&<>()@^|]*"$/.test(tail);
  const inner = tail.startsWith('"') && !isProgram ? tail.replace(/^"/, '').replace(/"([^"]*)$/, '$1') : tail;
  const words = [...inner.matchAll(/(?:[^\s"]|"[^"]*"?)+/g)].map(([word]) => word);
  if (words.some((word) => /"[^"]*[&|<>^%!()][^"]*"/.test(word))) return null;
  const plain = words.map((word) => word.replaceAll('"', ''));
  // With a quote right behind /c, cmd would again remove two quotes.
  const first = /\s/.test(plain[0] ?? '') ? ['call'] : [];
  return [...splitWindowsArguments(flags), ...first, ...plain];
}

/** Seconds of an XML duration such as PT15M, P1D or PT72H; null if it is not one, or has months or years, which have no fixed length. */
export function secondsOf(duration: string): number | null {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration.trim());
  if (!match || duration.trim().length < 3) return null;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
