import { z } from 'zod';
import { languages } from './language.ts';
import { inEnglish, said } from './translatable.ts';

/** The operator's settings; each has a default, so that an empty document is complete. */
export const settings = z.object({
  language: z.enum(['system', ...languages]).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  startAtLogin: z.boolean().default(false),
  openWindowAtStart: z.boolean().default(true),
  onClose: z.enum(['keep-running', 'quit']).default('keep-running'),
  singleKeyShortcuts: z.boolean().default(true),
  /** Keys that open the quick-run window from any program, as Electron names them (`CommandOrControl+Alt+R`); null = none. */
  quickRunShortcut: z
    .string()
    .regex(/^[A-Za-z0-9+]{1,60}$/, inEnglish(said`must be keys joined by +, such as CommandOrControl+Alt+R`))
    .nullable()
    .default(null),
  notifications: z
    .object({
      failure: z.boolean().default(true),
      ownRunEnded: z.boolean().default(true),
      missed: z.boolean().default(true),
      serverLost: z.boolean().default(true),
      success: z.boolean().default(false),
      started: z.boolean().default(false),
    })
    .prefault({}),
  /** How many runs may run at once on this worker; desktop robots always run one at a time. */
  runsAtOnce: z.int().min(1).max(1000).default(4),
  /** How many seconds a desktop robot announces itself before it takes the mouse; 0 = not at all. */
  desktopWarningSeconds: z.int().min(0).max(300).default(0),
  screenshotOnFailure: z.boolean().default(false),
  /** Switches off everything that the connector API tolerates. */
  strict: z.boolean().default(false),
  timezone: z.string().nullable().default(null),
  port: z.int().min(0).max(65_535).nullable().default(null),
  host: z.string().nullable().default(null),
  retention: z
    .object({
      days: z.int().min(1).max(36_500).default(90),
      runs: z.int().min(100).max(100_000_000).default(1_000_000),
      auditDays: z.int().min(1).max(36_500).default(365),
    })
    .prefault({}),
  maxLogMegabytes: z.number().positive().max(10_000).default(50),
  /** In a fleet: how much of the files of a run is passed on to the other computers, and for how long they and logs are kept for them. */
  sharing: z
    .object({
      megabytes: z.number().min(0).max(10_000).default(64),
      days: z.int().min(1).max(36_500).default(30),
    })
    .prefault({}),
  /** Runs wait while less space is free (or less than a tenth of a small disk); 0 = they never wait. */
  keepFreeMegabytes: z.int().min(0).max(1_000_000).default(64),
  /** Whether webhooks may call addresses inside this network and on this computer. */
  allowPrivateWebhooks: z.boolean().default(false),
  /** In the desktop app: whether the system's password store keeps the key of the data folder. Takes effect at the next start. */
  keyInSystemStore: z.boolean().default(false),
  /** Where people reach this page, for links in messages: a host name or a proxy. Null: Rota's own address. */
  publicAddress: z
    .url({ protocol: /^https?$/, error: inEnglish(said`must be an address such as https://rota.example.com`) })
    .max(500)
    .nullable()
    .default(null),
  firstRunDismissed: z.boolean().default(false),
});
export type Settings = z.infer<typeof settings>;

export const defaultSettings: Settings = settings.parse({});

/** A change of some settings: absent keys stay unchanged; nested settings are sent whole. */
export const settingsPatch = z.strictObject(
  // A default inside an optional key would set keys that are absent, so defaults are removed first.
  Object.fromEntries(Object.entries(settings.shape).map(([key, field]) => [key, field.unwrap().optional()])),
) as unknown as z.ZodType<Partial<Settings>>;
export type SettingsPatch = Partial<Settings>;
