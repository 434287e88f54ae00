// The first that fits: most browsers also name those that they are like.
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bElectron\//, 'Rota'],
  [/\bEdgA?(iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b((Headless)?Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\bWindows\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPod)\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** `Firefox, Windows` of a User-Agent; empty if neither is known. */
export function browserWords(agent: string | undefined): string {
  const first = (known: typeof browsers) => known.find(([mark]) => mark.test(agent ?? ''))?.[1];
  return [first(browsers), first(systems)].filter((word) => word !== undefined).join(', ');
}
