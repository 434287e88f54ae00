/**
 * Browsers limit an element's height to 33,554,428 px (Chromium 156; less when zoomed, 17.9 million in Firefox): lines of 19 px end at 1.7
 * million. A taller log is drawn on a sheet of this height, with a scaled scroll bar.
 */
export const tallestPx = 8_000_000;

/** Within this distance from either end the sheet is not scaled, so the first and last lines scroll normally. */
const endPx = 100_000;
/** Wheel and keys move by less than this, the scroll bar of a scaled sheet by more. */
export const leapPx = 4000;

export interface ScrollScale {
  readonly sheetPx: number;
  readonly isScaled: boolean;
  /** Converts between the scroll position and the position in the whole log. */
  readonly placeOf: (scrollTop: number) => number;
  readonly scrollTopOf: (place: number) => number;
}

/** `totalPx` of content, seen through a viewport of `windowPx`. */
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
