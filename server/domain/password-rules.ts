import { longestPassword, shortestPassword } from '../../contract/people.ts';
import { said, type Translatable } from '../../contract/translatable.ts';
import { foldCase } from './name-matching.ts';

/** Of the passwords that are tried first, those that are long enough for Rota. Folded. */
const commonest: ReadonlySet<string> = new Set([
  ...[
    '1234567890',
    '0123456789',
    '9876543210',
    '12345678910',
    '123456789a',
    'a123456789',
    '1q2w3e4r5t',
    '1qaz2wsx3edc',
  ],
  ...[
    'qwertyuiop',
    'qwerty12345',
    'qwerty123456',
    'asdfghjkl123',
    'zxcvbnm123',
    'q1w2e3r4t5',
    'abcdefghij',
    'abcdef123456',
  ],
  ...[
    'password12',
    'password123',
    'password1234',
    'passw0rd123',
    'p@ssw0rd123',
    'passwordpassword',
    'mypassword',
    'newpassword',
  ],
  ...[
    'administrator',
    'adminadmin',
    'admin12345',
    'admin123456',
    'rootrootroot',
    'letmein123',
    'welcome123',
    'welcome1234',
  ],
  ...[
    'iloveyou12',
    'iloveyou123',
    'changeme123',
    'superman123',
    'football123',
    'baseball123',
    'sunshine123',
    'princess123',
  ],
  ...['galatasaray', 'galatasaray1905', 'fenerbahce', 'fenerbahce1907', 'besiktas1903', 'trabzonspor', 'trabzonspor61'],
  ...[
    'istanbul34',
    'istanbul1453',
    'turkiye1923',
    'mustafakemal',
    'ataturk1881',
    'ataturk1923',
    'sifre12345',
    'parola1234',
  ],
  ...['1111111111', 'aaaaaaaaaa', 'robotrobot', 'rotarotarota', 'robotprocess', 'yonetici123', 'seniseviyorum'],
]);

/** Why a password cannot be used; null if it can. There are no rules about digits or signs: length is what counts. */
export function passwordFault(password: string, names: readonly string[]): Translatable | null {
  const plain = password.normalize('NFKC');
  const { length } = [...plain];
  if (length < shortestPassword)
    return said`has ${length} characters: ${shortestPassword} are needed. Several words are easy to remember`;
  if (length > longestPassword) return said`has ${length} characters: at most ${longestPassword} can be used`;
  const folded = withoutAccents(plain);
  if (names.some((name) => withoutAccents(name) === folded))
    return said`is the user's name: choose one that nobody guesses`;
  if (commonest.has(folded) || new Set(folded).size === 1)
    return said`is among the passwords that are tried first: choose one that nobody guesses`;
  return null;
}

const withoutAccents = (text: string): string =>
  foldCase(text.normalize('NFKD')).normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ı', 'i').trim();
