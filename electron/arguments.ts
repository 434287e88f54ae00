/** What a start of the app asks for; also a later start while the app runs. */
export interface LaunchArguments {
  /** Started at sign-in: tray only. */
  readonly isHidden: boolean;
  /** Run this process or schedule (`--run NAME`, for shortcuts). */
  readonly runName: string | null;
  /** A `rota://` link, not parsed yet. */
  readonly link: string | null;
  /** The page to show after a restart, as `#/settings/data`; set when the window was open before it. */
  readonly reopenAt: string | null;
  /** The previous address: Rota returns to it when the new one cannot be used. */
  readonly addressBefore: string | null;
}

const reopen = '--reopen=';
const before = '--address-before=';
const nothingElse = { reopenAt: null, addressBefore: null };

const scheme = 'rota:';

/** Reads a command line. A link cancels all other arguments: the system passes links on the command line, and a web page chooses their text. */
export function readArguments(argv: readonly string[]): LaunchArguments {
  const link = argv.find((argument) => argument.toLowerCase().startsWith(scheme)) ?? null;
  if (link !== null) return { isHidden: false, runName: null, link, ...nothingElse };
  const at = argv.findIndex((argument) => argument === '--run' || argument.startsWith('--run='));
  const given = at < 0 ? undefined : argv[at]?.startsWith('--run=') ? argv[at].slice('--run='.length) : argv[at + 1];
  const runName = given === undefined || given.startsWith('--') ? '' : given.trim();
  return {
    isHidden: argv.includes('--hidden'),
    runName: runName === '' ? null : runName,
    link: null,
    reopenAt: placeOf(argv.find((argument) => argument.startsWith(reopen))?.slice(reopen.length)),
    addressBefore: argv.find((argument) => argument.startsWith(before))?.slice(before.length) ?? null,
  };
}

/** The arguments that a second start sent; anything else is an empty request, which only shows the window. */
export function argumentsOf(data: unknown): LaunchArguments {
  const { isHidden, runName, link } = (typeof data === 'object' && data !== null ? data : {}) as Record<
    string,
    unknown
  >;
  return {
    isHidden: isHidden === true,
    runName: typeof runName === 'string' ? runName : null,
    link: typeof link === 'string' ? link : null,
    ...nothingElse,
  };
}

/** The name in `rota://run/NAME`; null for anything else. */
export function nameInLink(link: string): string | null {
  let url: URL;
  try {
    url = new URL(link);
  } catch {
    return null;
  }
  if (url.protocol !== scheme || url.hostname !== 'run' || url.search !== '' || url.hash !== '') return null;
  try {
    const name = decodeURIComponent(url.pathname.replace(/^\//, '')).trim();
    return name === '' || name.length > 200 || /\p{Cc}/u.test(name) ? null : name;
  } catch {
    return null;
  }
}

/** Arguments for a restart after a crash: only the tray, and nothing that this start was asked to run is run again. */
export const relaunchArgs = (argv: readonly string[]): readonly string[] => [...lastingArgs(argv), '--hidden'];

/** Arguments for a restart that a person asked for: the page that the open window showed (null: no window), and the address to return to. */
export const restartArgs = (argv: readonly string[], page: string | null, address: string): readonly string[] => [
  ...lastingArgs(argv),
  page === null ? '--hidden' : reopen + (placeOf(URL.parse(page)?.hash) ?? '#/schedules'),
  before + address,
];

/** The allowed hash part of the page's address. */
const placeOf = (hash: string | undefined): string | null => (hash?.startsWith('#/') === true ? hash : null);

function lastingArgs(argv: readonly string[]): readonly string[] {
  return argv.slice(1).filter((arg, at, all) => {
    const isRun = arg === '--run' || arg.startsWith('--run=') || all[at - 1] === '--run';
    const isOfOneStart = arg === '--hidden' || arg.startsWith(reopen) || arg.startsWith(before);
    return !isRun && !arg.toLowerCase().startsWith(scheme) && !isOfOneStart;
  });
}
