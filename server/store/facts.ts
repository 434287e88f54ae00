// Names of single facts that more than one place asks for. Stored: do not rename.

/** Who is signed in, as digests: a restart does not sign a browser out. */
export const sessionsFact = 'sessions';
/** When the backup was made that this database came from; until what was due since then is settled. */
export const restoredFact = 'restored-from';
