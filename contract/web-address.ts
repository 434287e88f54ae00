/** The longest web address that is accepted. */
export const longestAddress = 2000;

/** Whether the text is a web address that can be called: the same as `z.url({ protocol: /^https?$/ })`, for a page without zod. */
export const isWebAddress = (text: string): boolean =>
  text.length <= longestAddress && /^https?:\/\//i.test(text) && URL.canParse(text);
