/** "No limit" of runs at a time is stored as this. */
export const noLimit = 1000;
