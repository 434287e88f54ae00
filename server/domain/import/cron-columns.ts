import { readEntry, splitUser, type CronEntry } from './cron-lines.ts';

/** Whether the user stands before the command, as in /etc/crontab and /etc/cron.d, or not, as in a user's own crontab. */
export const cronColumns = ['user', 'system'] as const;
export type CronColumns = (typeof cronColumns)[number];

/** Headings that distributions put over a column for users: "m h dom mon dow user command", "* * * * * user-name command". */
const heading =
  /^[ \t]*#.*(?:\bdow\b|\bwday\b|\*)[ \t]+(?:user(?:-?name)?|who)[ \t]+command\b|^[ \t]*#.*\bhave username fields\b/i;
/** Headings of a user's own crontab. */
const ownHeading = /^[ \t]*#[ \t]*m[ \t]+h[ \t]+dom[ \t]+mon[ \t]+dow[ \t]+command\b/i;

/** Accounts that have no command of the same name. */
const accounts = new Set(
  (
    'root www-data apache nginx wwwrun nobody daemon postgres postgresql mongodb mongod elasticsearch jenkins tomcat ubuntu ' +
    'debian centos ec2-user vagrant munin nagios zabbix logcheck smmsp amavis clamav debian-spamd smokeping redis memcache ' +
    'sshd ntp uucp gnats irc lp games _apt systemd-network messagebus postfix dovecot asterisk grafana prometheus gitlab'
  ).split(' '),
);

/** Programs that many lines begin with, and that are no accounts. */
const programs = new Set(
  (
    'sh bash dash zsh ksh fish env nice ionice nohup flock timeout cd test [ [[ true false echo printf php python python2 python3 ' +
    'perl ruby node npm npx java rsync cp mv rm find tar gzip zip curl wget ssh scp mysqldump pg_dump pg_dumpall psql certbot apt ' +
    'apt-get aptitude yum dnf systemctl service docker podman kubectl sleep date touch cat logrotate run-parts chronic cronic sudo ' +
    'su export source . : if for while exec eval command awk sed grep make borg restic rclone aws gcloud screen tmux xargs ' +
    'journalctl fstrim ntpdate shutdown reboot rscript Rscript pwsh powershell dotnet go cargo artisan composer bundle rake drush wp'
  ).split(' '),
);

const scriptEnding = /\.(sh|bash|py|pl|rb|js|mjs|php|jar|exe|bat|cmd|ps1|R)$/i;
const accountShape = /^[a-z_][a-z0-9_.-]*\$?$/i;

type Verdict = 'user' | 'system' | 'unclear' | 'perhaps-user';

/** Decides by a heading, or by lines that can be read in one way only; null if only the owner of the file can know. */
export function columnsOf(lines: readonly string[]): CronColumns | null {
  const comments = lines.filter((line) => /^[ \t]*#/.test(line));
  if (comments.some((line) => heading.test(line))) return 'system';
  if (comments.some((line) => ownHeading.test(line))) return 'user';
  const verdicts = new Set(lines.flatMap((line) => verdictOf(/^[ \t]*#/.test(line) ? null : readEntry(line)) ?? []));
  if (verdicts.has('user') && verdicts.has('system')) return null;
  if (verdicts.has('system')) return 'system';
  if (verdicts.has('user')) return 'user';
  return verdicts.has('unclear') ? null : 'user';
}

function verdictOf(entry: CronEntry | null): Verdict | null {
  if (entry === null) return null;
  const split = splitUser(entry.rest);
  if (split === null) return 'user';
  const { user: word, command } = split;
  if (accounts.has(word) || /^[\w.-]+(\\|@)[\w.-]+$/.test(word)) return 'system';
  if (!accountShape.test(word) || programs.has(word) || scriptEnding.test(word)) return 'user';
  // No command begins with an option or a sign of the shell.
  return /^[-<>|&;]/.test(command) ? 'perhaps-user' : 'unclear';
}
