/** No address to call is longer. */
export const longestAddress = 2000;

/** Whether something can be called at this address: what `z.url({ protocol: /^https?$/ })` says, for a page without zod. */
export const isWebAddress = (text: string): boolean =>
  text.length <= longestAddress && /^https?:\/\//i.test(text) && URL.canParse(text);
