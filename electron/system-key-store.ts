import { safeStorage } from 'electron';
import type { StartOptions } from './server-face.ts';

type SystemKeyStore = NonNullable<StartOptions['keyStore']>;

const linuxNames = {
  gnome_libsecret: 'Secret Service',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
} as const;

/** Begins what Chromium seals on Linux with a password that everybody knows. */
const openPrefix = 'v10';

/** The password store of the system, through Electron's asynchronous functions; usable once the app is ready. */
export function systemKeyStore(platform: NodeJS.Platform): SystemKeyStore {
  return {
    async find() {
      if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
      if (platform === 'darwin') return { name: 'Keychain', isProtecting: true };
      if (platform === 'win32') return { name: 'DPAPI', isProtecting: true };
      // The name goes by the desktop and not by what runs: "available" does not mean "protected". A sample shows it.
      const backend = safeStorage.getSelectedStorageBackend();
      const name = backend === 'basic_text' || backend === 'unknown' ? backend : linuxNames[backend];
      const sample = await safeStorage.encryptStringAsync('sample');
      return { name, isProtecting: name !== backend && !sample.toString('latin1').startsWith(openPrefix) };
    },
    seal: (text) => safeStorage.encryptStringAsync(text),
    async open(sealed) {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
      return { text: result, isStale: shouldReEncrypt };
    },
  };
}
