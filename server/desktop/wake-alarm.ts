import { said, type Translatable } from '../../contract/translatable.ts';
import { createRtcAlarm } from './rtc-alarm.ts';
import { createWindowsWakeTimer } from './windows-wake-timer.ts';

export interface WakeAlarmDeps {
  readonly platform: NodeJS.Platform;
  /** Epoch ms. */
  readonly now: () => number;
  /** Where Linux shows the clocks of the computer. */
  readonly rtcFolder?: string;
}

const onMac = said`macOS lets only root set when a Mac wakes ("sudo pmset repeat wake MTWRFSU 05:58:00" does it for every day)`;
const unknown = said`Rota knows no way to do that on this system`;

/** Sets when the computer wakes from sleep: `set` resolves to why it cannot, or null. */
export function createWakeAlarm({ platform, now, rtcFolder = '/sys/class/rtc' }: WakeAlarmDeps) {
  switch (platform) {
    case 'linux':
      return createRtcAlarm(rtcFolder, now);
    case 'win32':
      return createWindowsWakeTimer();
    default:
      return cannot(platform === 'darwin' ? onMac : unknown);
  }
}

const cannot = (why: Translatable) => ({
  set: (at: number | null) => Promise.resolve(at === null ? null : why),
});
