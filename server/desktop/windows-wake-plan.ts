import { windowsFunctions, type Handle } from '../runner/windows/kernel.ts';

interface Plans {
  PowerGetActiveScheme(root: null, plan: Buffer): number;
  PowerReadACValueIndex(root: null, plan: Handle, group: Buffer, setting: Buffer, value: Buffer): number;
  PowerReadDCValueIndex(root: null, plan: Handle, group: Buffer, setting: Buffer, value: Buffer): number;
}

interface Kernel {
  GetSystemPowerStatus(status: Buffer): number;
  LocalFree(memory: Handle): Handle;
}

const words = 'void *root, void *plan, void *group, void *setting, void *value';
/** GUID_SLEEP_SUBGROUP and GUID_ALLOW_RTC_WAKE of winnt.h, as they lie in memory. */
const sleepGroup = guid('238c9fa8-0aad-41ed-83f4-97be242c8f20');
const allowsTimers = guid('bd3b718a-0680-4d9d-8ab2-e1d2b4ac806d');

/** What the power plan in use says for the present supply: 0 "Disable", 1 "Enable", 2 "Important wake timers only", which are not ours. */
const enabled = 1;

/** Whether the power plan lets programs wake the computer; null if that cannot be read. */
export function wakeTimersAllowed(): boolean | null {
  functions ??= load();
  const { plans, kernel } = functions;
  if (plans === null || kernel === null) return null;
  const found = Buffer.alloc(8);
  if (plans.PowerGetActiveScheme(null, found) !== 0) return null;
  const plan = found.readBigUInt64LE();
  const read = isOnBattery(kernel) ? 'PowerReadDCValueIndex' : 'PowerReadACValueIndex';
  const value = Buffer.alloc(4);
  const isRead = plans[read](null, plan, sleepGroup, allowsTimers, value) === 0;
  kernel.LocalFree(plan);
  return isRead ? value.readUInt32LE() === enabled : null;
}

let functions: { readonly plans: Plans | null; readonly kernel: Kernel | null } | undefined;

/** Once: it is asked each minute. */
function load(): NonNullable<typeof functions> {
  const plans = windowsFunctions<Plans>('powrprof.dll', {
    PowerGetActiveScheme: 'uint32 PowerGetActiveScheme(void *root, void *plan)',
    PowerReadACValueIndex: `uint32 PowerReadACValueIndex(${words})`,
    PowerReadDCValueIndex: `uint32 PowerReadDCValueIndex(${words})`,
  });
  const kernel = windowsFunctions<Kernel>('kernel32.dll', {
    GetSystemPowerStatus: 'int GetSystemPowerStatus(void *status)',
    LocalFree: 'void *LocalFree(void *memory)',
  });
  return { plans, kernel };
}

/** ACLineStatus of SYSTEM_POWER_STATUS: 0 is the battery, 255 unknown. */
function isOnBattery(kernel: Kernel): boolean {
  const status = Buffer.alloc(12);
  return kernel.GetSystemPowerStatus(status) !== 0 && status[0] === 0;
}

/** The first three parts of a GUID are little-endian numbers. */
function guid(text: string): Buffer {
  const bytes = Buffer.from(text.replaceAll('-', ''), 'hex');
  return Buffer.concat([
    bytes.subarray(0, 4).reverse(),
    bytes.subarray(4, 6).reverse(),
    bytes.subarray(6, 8).reverse(),
    bytes.subarray(8),
  ]);
}
