import { createRoot } from 'react-dom/client';
import { setNonce } from 'get-nonce';
// First, so that the styles of our own components come after Mantine's.
import './app/styles.css';
import { App } from './app/app.tsx';
import { fetchScreenOf } from './app/routes.tsx';
import { watchStyles } from './ui/missing-styles.ts';
import { languageOf, readPreferences } from './app/preferences.ts';
import { fetchWords } from './words/packs.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
setNonce(nonce);

watchStyles();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const page = createRoot(root);
fetchScreenOf(location.hash);
// Not awaited here: a module that waits would make the bundler take it apart, which weighs 12 KB.
void fetchWords(languageOf(readPreferences().language)).then(() => page.render(<App nonce={nonce} />));
