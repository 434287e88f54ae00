const entities: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', euro: '€', hellip: '…', ndash: '–', mdash: '—' },
  ...{ auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß', ccedil: 'ç', Ccedil: 'Ç' },
};

/** What a person would read in HTML, in lines: for values and messages, not for showing it. */
export function htmlText(html: string): string {
  return withoutTags(html)
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
      if (!name.startsWith('#')) return entities[name] ?? whole;
      const sign = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return sign > 0 && sign <= 0x10_ffff ? String.fromCodePoint(sign).toWellFormed() : whole;
    })
    .split('\n')
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const unseen = /^(?:script|style|head|title)$/;
const block = /^(?:p|div|br|tr|li|h[1-6]|table|ul|ol|blockquote|hr|section|article)$/;

/** In one pass over the text: it may be long, and written to take long. */
function withoutTags(html: string): string {
  // Letters beyond these may change their length.
  const lower = html.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const parts: string[] = [];
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at);
    parts.push(html.slice(at, open === -1 ? undefined : open).replace(/\s+/g, ' '));
    if (open === -1) break;
    const [, end = '', name = ''] = /^<(\/?)([a-z0-9]+)/.exec(lower.slice(open, open + 20)) ?? [];
    // A sign of mathematics.
    if (name === '' && !/[!?/]/.test(html[open + 1] ?? '')) {
      parts.push('<');
      at = open + 1;
      continue;
    }
    const isComment = html.startsWith('<!--', open);
    const close = html.indexOf(isComment ? '-->' : '>', open);
    if (close === -1) break;
    at = close + (isComment ? 3 : 1);
    if (end === '' && unseen.test(name) && html[close - 1] !== '/') {
      at = lower.indexOf(`</${name}`, at);
      if (at === -1) break;
    } else if (block.test(name)) parts.push('\n');
  }
  return parts.join('');
}
