import type { ShownScreen } from './each-look.ts';

/** What looks otherwise in a fleet. Its second worker is called by the rows. */
export const screensOfAFleet: readonly ShownScreen[] = [
  { name: 'Workers of a fleet', place: () => '/workers' },
  { name: 'Groups of a fleet', place: () => '/workers?view=groups' },
  { name: 'Runs of a fleet', place: () => '/runs' },
  { name: 'Scheduler of a fleet', place: () => '/schedules' },
  { name: 'Timeline of a fleet', place: () => '/timeline' },
  {
    name: 'A worker with its dialog',
    place: () => '/workers',
    act: async (page) => {
      await page.locator('tbody tr[data-key]').nth(1).focus();
      await page.keyboard.press('e');
      await page.waitForSelector('[role=dialog] dl');
    },
  },
  {
    name: 'A worker with its menu',
    place: () => '/workers',
    act: async (page) => {
      await page.locator('tbody tr[data-key]').nth(1).focus();
      await page.keyboard.press('.');
      await page.waitForSelector('[role=menu]');
    },
  },
];
