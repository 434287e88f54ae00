// Names of single facts that several places use. Stored: do not rename.

/** Browsers' sessions, as digests: a restart does not sign a browser out. In a fleet the worker's ID comes after it. */
export const sessionsFact = 'sessions';
/** That everything is paused, and until when. */
export const pausedAllFact = 'paused-all';
/** When the backup was made that this database came from; removed once everything due since then is settled. */
export const restoredFact = 'restored-from';
/** What became of the backups that Rota makes by itself (JSON). */
export const dailyBackupsFact = 'daily-backups';
/** Never stored: what is said to the other computers of a fleet when somebody has seen what needs a person. */
export const attentionFact = 'attention-seen';
