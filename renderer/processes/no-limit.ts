/** The stored number that means "no limit" of parallel runs. */
export const noLimit = 1000;
