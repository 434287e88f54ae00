/**
 * A browser makes nothing taller than 33,554,428 px (Chromium 156; less where the page is zoomed, 17.9 million in Firefox): lines of
 * 19 px end at 1.7 million. What is taller is drawn on a sheet of this height, and the scroll bar is scaled.
 */
export const tallestPx = 8_000_000;

/** So far from both ends a sheet is true to scale, so that the first and the last lines scroll as in any other list. */
const endPx = 100_000;
/** The reader's wheel and keys move by less, the scroll bar of a scaled sheet by more. */
export const leapPx = 4000;

export interface ScrollScale {
  readonly sheetPx: number;
  readonly isScaled: boolean;
  /** From where the scroll bar stands to a place in the whole, and back. */
  readonly placeOf: (scrollTop: number) => number;
  readonly scrollTopOf: (place: number) => number;
}

/** `totalPx` tall, looked at through a window of `windowPx`. */
export function scrollScale(totalPx: number, windowPx: number, mostPx = tallestPx, trueEndPx = endPx): ScrollScale {
  if (totalPx <= mostPx) {
    return { sheetPx: totalPx, isScaled: false, placeOf: (top) => top, scrollTopOf: (place) => place };
  }
  const mostTop = mostPx - windowPx;
  const mostPlace = totalPx - windowPx;
  const factor = (mostPlace - 2 * trueEndPx) / (mostTop - 2 * trueEndPx);
  return {
    sheetPx: mostPx,
    isScaled: true,
    placeOf(top) {
      if (top <= trueEndPx) return Math.max(0, top);
      if (top >= mostTop - trueEndPx) return Math.min(mostPlace, mostPlace - (mostTop - top));
      return trueEndPx + (top - trueEndPx) * factor;
    },
    scrollTopOf(place) {
      if (place <= trueEndPx) return Math.max(0, place);
      if (place >= mostPlace - trueEndPx) return Math.min(mostTop, mostTop - (mostPlace - place));
      return trueEndPx + (place - trueEndPx) / factor;
    },
  };
}
