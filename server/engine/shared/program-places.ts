/** Where programs are searched: the environment's PATH. */
export interface ProgramPlaces {
  readonly platform: NodeJS.Platform;
  readonly path: string;
}
