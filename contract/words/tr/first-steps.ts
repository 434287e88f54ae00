import type { Dictionary } from '../../translatable.ts';

/** What an empty Scheduler says of this computer. */
export const firstStepsTr: Dictionary = {
  'no screen here': 'burada ekran yok',
  'a Wayland session without XWayland': 'XWayland olmayan bir Wayland oturumu',
  'no text editor installed that the example knows, such as mousepad':
    'örneğin tanıdığı, mousepad gibi bir metin düzenleyici kurulu değil',
  'xdotool is not installed': 'xdotool kurulu değil',
  'Playwright is not installed: run "npm install playwright" and "npx playwright install chromium" in {0}':
    'Playwright kurulu değil: {0} klasöründe "npm install playwright" ve "npx playwright install chromium" komutlarını çalıştırın',
};
