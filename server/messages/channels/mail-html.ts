import type { ChannelMessage } from '../channel-message.ts';

const colours = { good: '#2e7d32', notice: '#1565c0', warning: '#8a5300', failure: '#b3261e' } as const;

/**
 * The message as HTML for mail programs: styles at each element, tables, nothing fetched. Dark mode is left to the mail program,
 * which inverts plain colours well.
 */
export function mailHtml(message: ChannelMessage): string {
  const { language, title, lines, facts, link, severity } = message;
  const rows = facts
    .map(
      ({ name, value }) =>
        `<tr><th scope="row" style="text-align:left;vertical-align:top;padding:4px 16px 4px 0;font-weight:400;color:#555">${html(name)}</th>` +
        `<td style="padding:4px 0;vertical-align:top;overflow-wrap:anywhere">${html(value)}</td></tr>`,
    )
    .join('');
  const table =
    rows === '' ? '' : `<table style="border-collapse:collapse;margin:0 0 20px;font-size:14px">${rows}</table>`;
  const paragraphs = lines
    .map((line) => `<p style="margin:0 0 14px;overflow-wrap:anywhere">${html(line)}</p>`)
    .join('');
  const button =
    link === null
      ? ''
      : `<p style="margin:0"><a href="${html(link.url)}" style="display:inline-block;padding:10px 18px;background:#0d7868;color:#ffffff;text-decoration:none;border-radius:6px">${html(link.label)}</a></p>`;
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${html(title)}</title></head>` +
    `<body style="margin:0;padding:24px;background:#ffffff;color:#1b1b1b;font:15px/1.5 'Segoe UI',Roboto,Helvetica,Arial,sans-serif">` +
    `<div style="max-width:640px"><h1 style="margin:0 0 16px;padding-left:12px;border-left:4px solid ${colours[severity]};font-size:20px;line-height:1.3">${html(title)}</h1>` +
    `${paragraphs}${table}${button}</div></body></html>`
  );
}

const html = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br>');
