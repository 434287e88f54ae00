/** Removes the given signs from the end of a text. Linear: `/[…]+$/` would try every run of the signs again from each of its signs. */
export function withoutEnd(text: string, signs: string): string {
  let end = text.length;
  while (end > 0 && signs.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The same, at the beginning. */
export function withoutBeginning(text: string, signs: string): string {
  let begin = 0;
  while (begin < text.length && signs.includes(text.charAt(begin))) begin += 1;
  return text.slice(begin);
}
