import { phone, type ScreenPicture } from './screen-picture.ts';

const sections = [
  'general',
  'people',
  'worker',
  'server',
  'data',
  'calendars',
  'messages',
  'vault',
  'webhooks',
  'activity',
  'shortcuts',
  'about',
];
/** The sections of the settings, and their dialogs. */
export const settingsScreens: readonly ScreenPicture[] = [
  ...sections.map((section): ScreenPicture => ({
    name: `settings-${section}`,
    place: `/settings/${section}`,
    height: 900,
    ...(section === 'general' || section === 'data' ? { docs: ['light'] as const } : {}),
  })),
  { name: 'settings-narrow', place: '/settings/server', ...phone },
  {
    name: 'settings-calendar',
    place: '/settings/calendars',
    height: 1100,
    act: async (page) => {
      await page.click('main table button');
      await page.waitForSelector('main textarea');
    },
  },
  {
    name: 'settings-restore',
    place: '/settings/data',
    act: async (page) => {
      const restore = page.locator('main table button').first();
      // Another picture may have made one already: then this is one more.
      await page.locator('main button', { hasText: /^(Back up now|Şimdi yedekle)$/ }).click();
      await restore.click();
      await page.waitForSelector('[role=dialog] li');
    },
  },
  {
    name: 'settings-import',
    place: '/settings/data',
    height: 1300,
    act: async (page) => {
      await page.locator('main input[value=crontab]').check();
      await page.locator('main textarea').fill('15 3 * * 1 /usr/local/bin/report --all\n@daily /usr/bin/backup');
      await page.locator('main textarea ~ *, main form button, main section button').last().waitFor();
      await page.locator('main textarea').press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForSelector('main [role=status] table');
    },
  },
];
