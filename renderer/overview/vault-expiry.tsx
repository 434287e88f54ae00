import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { expiryOf } from '../../contract/vault.ts';
import { useVault } from '../api/queries.ts';
import { useNow } from '../ui/now.ts';
import { useWords } from '../words/words.tsx';
import classes from './overview.module.css';

/** Secrets of the vault that have expired or soon will. */
export function useExpiring() {
  const now = useNow(60_000);
  const groups = useVault().data?.groups ?? [];
  return groups.flatMap((group) =>
    group.keys.flatMap((key) => {
      const state = expiryOf(key, now);
      return state === null || key.expiresAt === null
        ? []
        : [{ name: `${group.name}/${key.name}`, state, at: key.expiresAt }];
    }),
  );
}

/** What has expired or soon will, and the way to renew it. */
export function VaultExpiry() {
  const { w, say, times } = useWords();
  const words = w.overview.attention;
  const due = useExpiring();
  return due.length === 0 ? null : (
    <ul className={classes.notices}>
      {due
        .toSorted((one, other) => one.at - other.at)
        .map(({ name, state, at }) => (
          <li key={name}>
            <span>
              {say(state === 'expired' ? words.expired : words.expiresSoon, { key: name, day: times.day(at) })}
            </span>
            <span className={classes.does}>
              <Button component={Link} href="/settings/vault" size="compact-sm" variant="default">
                {words.openVault}
              </Button>
            </span>
          </li>
        ))}
    </ul>
  );
}
