// Runs before the tests: checks that the programs they need are installed, and installs them if that needs no question. Plain JavaScript
// for every Node from 20 on: it runs before anything else has been checked.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const isLinux = process.platform === 'linux';
const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');

const has = (/** @type {string} */ program) =>
  path.isAbsolute(program)
    ? existsSync(program)
    : folders.some((folder) => suffixes.some((suffix) => existsSync(path.join(folder, program + suffix))));

const programFiles = [process.env.ProgramFiles, process.env['ProgramFiles(x86)']].filter(
  (folder) => folder !== undefined,
);
const chromes = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ...programFiles.map((folder) => path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
];

/** Programs that the tests need: any one of `programs` will do; `forWhat` is not tested without it. */
const wanted = [
  {
    programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', ...chromes],
    debian: 'chromium',
    forWhat: 'the page tests',
  },
  { programs: ['curl'], debian: 'curl', forWhat: 'the API tests with curl' },
  { programs: ['python3', 'python', 'py'], debian: 'python3', forWhat: 'the tests of Python children' },
  {
    programs: ['nginx', '/usr/sbin/nginx'],
    debian: 'nginx-light',
    service: 'nginx',
    forWhat: 'the API tests behind nginx',
  },
  {
    programs: ['apache2', '/usr/sbin/apache2'],
    debian: 'apache2',
    service: 'apache2',
    forWhat: 'the API tests behind Apache',
  },
  { programs: ['caddy'], debian: 'caddy', service: 'caddy', forWhat: 'the API tests behind Caddy' },
  {
    programs: ['haproxy', '/usr/sbin/haproxy'],
    debian: 'haproxy',
    service: 'haproxy',
    forWhat: 'the API tests behind HAProxy',
  },
  {
    programs: ['promtool'],
    debian: 'prometheus',
    service: 'prometheus',
    forWhat: 'the check of /metrics by Prometheus',
  },
  { programs: ['java'], debian: 'default-jdk-headless', forWhat: 'the API test with Java’s HttpClient' },
  ...(isLinux
    ? [
        {
          programs: [13, 14, 15, 16, 17, 18, 19, 20].map((version) => `/usr/lib/postgresql/${version}/bin/initdb`),
          debian: 'postgresql',
          service: 'postgresql',
          forWhat: 'the tests of a fleet on PostgreSQL',
        },
        {
          programs: ['/usr/lib/dovecot/imap'],
          debian: 'dovecot-imapd',
          service: 'dovecot',
          forWhat: 'the tests of mails that start runs',
        },
        {
          programs: ['/usr/sbin/sshd'],
          debian: 'openssh-server',
          service: 'ssh',
          forWhat: 'the tests of files on an SFTP server',
        },
        {
          programs: ['/usr/sbin/vsftpd'],
          debian: 'vsftpd',
          service: 'vsftpd',
          forWhat: 'the tests of files on an FTP server',
        },
        { programs: ['Xvfb'], debian: 'xvfb', forWhat: 'the robot tests on a desktop' },
        { programs: ['mousepad'], debian: 'mousepad', forWhat: 'the robot tests on a desktop' },
        { programs: ['xdotool'], debian: 'xdotool', forWhat: 'the robot tests on a desktop' },
        { programs: ['import'], debian: 'imagemagick', forWhat: 'the robot tests on a desktop' },
        { programs: ['xwininfo'], debian: 'x11-utils', forWhat: 'the robot tests on a desktop' },
        { programs: ['faketime'], debian: 'faketime', forWhat: 'the tests of a wall clock that is set' },
        { programs: ['bindfs'], debian: 'bindfs', forWhat: 'the tests of a data folder on a share' },
        { programs: ['dbus-daemon'], debian: 'dbus', forWhat: 'the robot tests on a desktop' },
      ]
    : []),
];

/** Optional for page tests, which take a third longer without it: Chromium without its user interface. Not every system has it. */
const headlessShell = 'chromium-headless-shell';

const findMissing = () => wanted.filter(({ programs }) => !programs.some(has));

/** The command prefix that makes apt-get root; undefined if that would need a question. */
function rootPrefix() {
  if (!isLinux || !has('apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  const canSudo = has('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return canSudo ? ['sudo', '-n'] : undefined;
}

/**
 * Runs a command while no package may start its servers (Debian's policy-rc.d): the tests start their own, and nobody who runs tests wants to
 * have a mail server, or an open port for SSH.
 */
const startingNothing = `policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  trap 'exit 130' INT TERM
  printf '#!/bin/sh\\nexit 101\\n' > "$policy" && chmod 755 "$policy"
fi
"$@"`;

/** @param {readonly string[]} prefix @param {readonly string[]} args */
function apt(prefix, ...args) {
  const [program, ...rest] = [
    ...prefix,
    ...['sh', '-c', startingNothing, 'sh'],
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-qq',
    '-o',
    'DPkg::Lock::Timeout=120',
    ...args,
  ];
  const { status, stdout, stderr } = spawnSync(program ?? '', rest, { encoding: 'utf8' });
  if (status !== 0) console.error(`apt-get ${args[0]} failed:\n${stdout}${stderr}`.trimEnd());
}

/** @param {readonly { debian: string, service?: string }[]} programs @param {readonly string[]} prefix */
function install(programs, prefix) {
  const packages = programs.map(({ debian }) => debian);
  console.log(`Installing what the tests drive, with apt-get: ${packages.join(' ')}`);
  apt(prefix, 'update');
  apt(prefix, 'install', '-y', '--no-install-recommends', ...packages);
  // Nor are they to start with the computer.
  const services = programs.flatMap(({ service }) => service ?? []);
  const [program, ...rest] = [...prefix, 'systemctl', 'disable', '--quiet', ...services];
  if (services.length > 0 && existsSync('/run/systemd/system')) spawnSync(program ?? '', rest, { stdio: 'ignore' });
}

/** @param {readonly string[]} prefix */
function installHeadlessShell(prefix) {
  const hasLists = readdirSync('/var/lib/apt/lists').some((name) => /_Packages/.test(name));
  if (!hasLists) apt(prefix, 'update');
  if (spawnSync('apt-cache', ['show', headlessShell], { stdio: 'ignore' }).status !== 0) return;
  console.log(`Installing what makes the page tests quicker, with apt-get: ${headlessShell}`);
  apt(prefix, 'install', '-y', '--no-install-recommends', '--no-remove', headlessShell);
}

const isWhole = findMissing().length === 0 && (!isLinux || has(headlessShell));
const prefix = isWhole ? undefined : rootPrefix();
if (prefix !== undefined) {
  const missing = findMissing();
  if (missing.length > 0) install(missing, prefix);
  if (!has(headlessShell)) installHeadlessShell(prefix);
}

const missing = findMissing();
for (const { programs, debian, forWhat } of missing) {
  const how = isLinux ? ` (Debian, Ubuntu: sudo apt install ${debian})` : '';
  console.error(`!!! NOT INSTALLED: ${programs[0]}${how}. SKIPPED WITHOUT IT: ${forWhat}.`);
}
if (missing.length > 0 && process.env.CI === 'true') {
  console.error('CI=true: nothing may be skipped here, so the tests do not start. Install the programs named above.');
  process.exitCode = 1;
}
