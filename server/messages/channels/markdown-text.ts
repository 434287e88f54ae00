/** Text for services that read Markdown: every sign is shown as it is, and nobody is mentioned. */
export const inMarkdown = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]()#+\-.!|>~<:]/g, '\\$&')
    // Mattermost and Discord look for names after the sign.
    .replaceAll('@', '@\u200b');
