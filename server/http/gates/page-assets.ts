/** The path of the built page's files, each named by its content hash. They contain no data of this computer. */
export const pageAssets = '/assets/';
