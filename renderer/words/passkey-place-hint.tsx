import { passkeyPlace } from '../../contract/passkey-place.ts';
import { signInWaysWords } from './sign-in-ways-words.ts';
import { useWords } from './words.tsx';

/** Why there are no passkeys here, and the way to where there are: the same page at `localhost`, if it is on this computer. */
export function PasskeyPlaceHint({ className }: { readonly className: string }) {
  const { language } = useWords();
  const words = signInWaysWords[language].passkey;
  const place = passkeyPlace(location.origin);
  if (place.isPlace) return <p className={className}>{words.none}</p>;
  const isOwn = /^(127\.\d+\.\d+\.\d+|\[::1\])$/.test(location.hostname);
  return (
    <p className={className}>
      {words[place.why]}{' '}
      {isOwn ? <a href={`${location.protocol}//localhost:${location.port}/${location.hash}`}>{words.here}</a> : null}
    </p>
  );
}
