/** What can be imported: Rota's own export, a crontab, tasks of Windows, units of systemd. */
export const importKinds = ['rota', 'crontab', 'windows-task', 'systemd'] as const;
export type ImportKind = (typeof importKinds)[number];
