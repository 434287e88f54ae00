/** Where programs are searched: the environment's PATH. */
export interface ProgramPlaces {
  readonly platform: NodeJS.Platform;
  readonly path: string;
  /** The folder of the processes that come with Rota; without it their scripts are not found. */
  readonly processes?: string;
}
