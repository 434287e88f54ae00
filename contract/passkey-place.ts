/** Where a page must be for passkeys: `localhost`, or a host name over https. Browsers have none at bare addresses, nor over plain http. */
export type PasskeyPlace =
  { readonly isPlace: true; readonly host: string } | { readonly isPlace: false; readonly why: 'address' | 'plain' };

/** `origin`: as a browser names it, `https://rota.example.com:8443`. */
export function passkeyPlace(origin: string): PasskeyPlace {
  if (!URL.canParse(origin)) return { isPlace: false, why: 'address' };
  const { protocol, hostname } = new URL(origin);
  if (hostname === 'localhost' || hostname.endsWith('.localhost')) return { isPlace: true, host: hostname };
  if (hostname.startsWith('[') || /^\d+(\.\d+){3}$/.test(hostname)) return { isPlace: false, why: 'address' };
  return protocol === 'https:' ? { isPlace: true, host: hostname } : { isPlace: false, why: 'plain' };
}
