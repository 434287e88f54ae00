export declare const builtServer: string;
export declare const madeOfFile: string;
/** Of the checkout in `root`; default: this one. */
export declare function whatItIsMadeOf(root?: string): string;
/** In the checkout in `root`; default: this one. */
export declare function isServerBuilt(root?: string): boolean;
