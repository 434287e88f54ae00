// Pictures after the steps of a desktop robot: among the artifacts of its run, with the title of the step in the name of the file.

/** What no file name can have on one of the systems. */
const forbidden = /[<>:"/\\|?*\p{Cc}]/gu;
const longestTitle = 80;

/** `003 Invoice opened.jpg`, from a number and the title of a step. */
export function stepPictureName(number: number, title: string): string {
  const plain = title.replace(forbidden, ' ').replace(/\s+/g, ' ').trim().slice(0, longestTitle);
  return `${String(number).padStart(3, '0')} ${plain.replace(/[. ]+$/, '') || '-'}.jpg`;
}

/** The step that an artifact shows; null if it is no such picture. */
export function stepOf(artifact: string): { readonly number: number; readonly title: string } | null {
  const [whole, number = '', title = ''] = /^steps[/\\](\d{3,}) (.*)\.jpg$/.exec(artifact) ?? [];
  return whole === undefined ? null : { number: Number(number), title };
}
