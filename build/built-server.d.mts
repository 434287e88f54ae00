export declare const builtServer: string;
export declare const madeOfFile: string;
/** Of the checkout in `root`; default: this one. */
export declare function whatItIsMadeOf(root?: string): string;
export declare function isServerBuilt(): boolean;
