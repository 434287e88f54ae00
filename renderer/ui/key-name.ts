const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/** A key's name on this computer: Ctrl is ⌘ on a Mac. */
export const keyName = (key: string): string => (isApple ? key.replace('Ctrl', '⌘') : key);
